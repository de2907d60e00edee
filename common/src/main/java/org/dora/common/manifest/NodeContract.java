package org.dora.common.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.NodePorts;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/** The ports that a good manifest promises, held against those that a dataflow gives its node. */
final class NodeContract {
  private final NodeManifest.Contract contract;
  private final String label;

  /** A contradiction, at a key of the node. */
  record Breach(String key, String message) {}

  /**
   * @param manifest one without issues
   * @param label what messages call it
   */
  NodeContract(NodeManifest manifest, String label) {
    contract = manifest.contract();
    this.label = label;
  }

  /** Returns where the dataflow goes beyond the manifest or stays behind it. */
  List<Breach> breaches(NodePorts ports) {
    List<Breach> breaches = new ArrayList<>();
    for (Map.Entry<DataId, InputDescriptor> input : ports.inputs().entrySet()) {
      // Timers and logs are the dataflow's own business.
      if (input.getValue().source() instanceof InputMapping.User
          && !contract.inputs().containsKey(input.getKey().value())) {
        breaches.add(
            new Breach(
                ".inputs." + input.getKey(),
                "input `" + input.getKey() + "` is not declared in " + label));
      }
    }
    for (DataId output : ports.outputs()) {
      if (!contract.outputs().containsKey(output.value())) {
        breaches.add(new Breach(".outputs", "output `" + output + "` is not declared in " + label));
      }
    }
    for (Map.Entry<String, NodeManifest.Port> input : contract.inputs().entrySet()) {
      if (input.getValue().isRequired()
          && !ports.inputs().containsKey(new DataId(input.getKey()))) {
        breaches.add(new Breach(".inputs", "required input `" + input.getKey() + "` is not wired"));
      }
    }
    return breaches;
  }

  /** Returns the ports with the manifest's types where the dataflow gives none. */
  NodePorts typed(NodePorts ports) {
    return new NodePorts(
        ports.inputs(),
        ports.outputs(),
        filledIn(ports.inputTypes(), contract.inputs()),
        filledIn(ports.outputTypes(), contract.outputs()),
        ports.outputFraming(),
        ports.outputMetadata(),
        ports.pattern());
  }

  /** Returns what to tell people of the types that {@link #typed} gave; null if it gave none. */
  @Nullable String note(NodeId node, NodePorts before, NodePorts after) {
    int filledIn =
        after.inputTypes().size()
            + after.outputTypes().size()
            - before.inputTypes().size()
            - before.outputTypes().size();
    return filledIn == 0
        ? null
        : ManifestIssue.withoutControls(
            "node \"" + node + "\": injected " + filledIn + " contract type(s) from " + label);
  }

  /** Returns what is said of a manifest that is itself not in order. */
  static String notInjected(String label, List<ManifestIssue> issues) {
    return label
        + " has "
        + issues.size()
        + " problem(s) — contracts not injected (first: "
        + issues.getFirst()
        + ")";
  }

  private static SortedMap<DataId, String> filledIn(
      SortedMap<DataId, String> given, SortedMap<String, NodeManifest.Port> promised) {
    SortedMap<DataId, String> types = new TreeMap<>(given);
    for (Map.Entry<String, NodeManifest.Port> port : promised.entrySet()) {
      String type = port.getValue().type();
      if (type != null) {
        types.putIfAbsent(new DataId(port.getKey()), type);
      }
    }
    return types;
  }
}
