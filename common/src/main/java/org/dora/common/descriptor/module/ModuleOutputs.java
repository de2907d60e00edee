package org.dora.common.descriptor.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.ModuleFile;
import org.dora.common.descriptor.NodeComposition;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.Problem;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer of a module really reads: for each output that the module declares, the output of
 * the one inner node that produces it.
 */
final class ModuleOutputs {
  /** Those of a module that cannot be used: nothing is said of references to them. */
  static final ModuleOutputs UNKNOWN = new ModuleOutputs(Map.of(), false);

  private final Map<DataId, InputMapping.User> targets;
  private final boolean known;

  private ModuleOutputs(Map<DataId, InputMapping.User> targets, boolean known) {
    this.targets = targets;
    this.known = known;
  }

  /**
   * An output of an inner node.
   *
   * @param name as the module would declare it
   * @param shown what messages call it
   * @param target how a consumer refers to it
   */
  record Producer(DataId name, String shown, InputMapping.User target) {}

  /**
   * Finds the producer of each declared output, and says so if it is not exactly one.
   *
   * @param producers outputs of the module's direct children; null if some are not known
   */
  static ModuleOutputs of(ModuleFile file, @Nullable List<Producer> producers, Problems problems) {
    if (producers == null) {
      return UNKNOWN;
    }
    Map<DataId, InputMapping.User> targets = new HashMap<>();
    boolean known = true;
    List<DataId> declared = file.header().outputs();
    for (int i = 0; i < declared.size(); i++) {
      List<Producer> found = named(declared.get(i), producers);
      if (found.size() == 1) {
        targets.put(declared.get(i), found.getFirst().target());
      } else {
        known = false;
        problems.add(
            Problem.at(
                file.source(),
                "module.outputs[" + i + "]",
                "module `"
                    + file.header().name()
                    + "` declares output `"
                    + declared.get(i)
                    + "` but "
                    + producedBy(found)));
      }
    }
    return new ModuleOutputs(targets, known);
  }

  /** Returns the outputs of a node that stands for itself. */
  static List<Producer> producers(PlacedNode placed, Problems problems) {
    NodeDescriptor node = placed.node();
    List<Producer> producers = new ArrayList<>();
    for (DataId output : node.ports().outputs()) {
      producers.add(producer(node, output, output));
    }
    NodeComposition composition = node.composition();
    if (composition.operators() != null) {
      for (int i = 0; i < composition.operators().size(); i++) {
        OperatorDescriptor operator = composition.operators().get(i);
        for (DataId output : operator.ports().outputs()) {
          DataId full = fullName(placed, i, operator.effectiveId() + "/" + output, problems);
          producers.add(producer(node, output, full == null ? output : full));
        }
      }
    }
    if (composition.operator() != null) {
      for (DataId output : composition.operator().ports().outputs()) {
        producers.add(producer(node, output, output));
      }
    }
    return producers;
  }

  /** Whether all outputs are known, so that one that is not found does not exist. */
  boolean areKnown() {
    return known;
  }

  /** Returns what stands for an output, or null if the module has none of that name. */
  InputMapping.@Nullable User target(DataId output) {
    return targets.get(output);
  }

  /** Returns the outputs as those of the node that stands for the module. */
  List<Producer> asProducersOf(NodeDescriptor node) {
    List<Producer> producers = new ArrayList<>();
    targets.forEach(
        (name, target) -> producers.add(new Producer(name, node.id() + "/" + name, target)));
    return producers;
  }

  /** Returns an output whose consumers call it {@code full}. */
  static Producer producer(NodeDescriptor node, DataId name, DataId full) {
    InputMapping.User target = new InputMapping.User(node.id(), full);
    return new Producer(name, target.toString(), target);
  }

  private static @Nullable DataId fullName(
      PlacedNode placed, int operator, String name, Problems problems) {
    try {
      return new DataId(name);
    } catch (InvalidIdException e) {
      problems.add(
          placed.problemAt(
              "operators[" + operator + "].id",
              "node `"
                  + placed.node().id()
                  + "` produces an invalid output id `"
                  + name
                  + "`: "
                  + e.getMessage()));
      return null;
    }
  }

  private static List<Producer> named(DataId name, List<Producer> producers) {
    List<Producer> found = new ArrayList<>();
    for (Producer producer : producers) {
      if (producer.name().equals(name)) {
        found.add(producer);
      }
    }
    return found;
  }

  private static String producedBy(List<Producer> found) {
    if (found.isEmpty()) {
      return "no inner node produces it";
    }
    List<String> shown = new ArrayList<>();
    for (Producer producer : found) {
      shown.add(producer.shown());
    }
    return "multiple inner nodes produce it: " + String.join(", ", shown);
  }
}
