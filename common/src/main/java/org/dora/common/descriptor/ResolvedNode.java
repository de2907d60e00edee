package org.dora.common.descriptor;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.codec.JsonBy;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;

/**
 * A node as it is started and wired, whichever way it was written (dataflow.md sections 4.3, 5.2,
 * 5.3): {@code operator} is a runtime with one operator, {@code ros2} is the bridge program, and
 * the sources of inputs name the outputs that really carry the messages.
 *
 * @param descriptor what was written
 * @param env variables of the dataflow, overridden by those of the node
 * @param kind what is started
 */
@JsonBy(ResolvedNodeJson.class)
public record ResolvedNode(NodeDescriptor descriptor, SortedMap<String, EnvValue> env, Kind kind) {
  public ResolvedNode {
    env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
  }

  /** What is started for a node. */
  public sealed interface Kind {
    /**
     * A program.
     *
     * @param program what to run
     * @param source where it comes from
     * @param ports inputs and outputs; sources are resolved
     * @param bridgeEnv variables that win over all of the descriptor's; empty except for bridges
     */
    record Program(
        NodeProgram program,
        NodeSource source,
        NodePorts ports,
        SortedMap<String, String> bridgeEnv)
        implements Kind {
      public Program {
        bridgeEnv = Collections.unmodifiableSortedMap(new TreeMap<>(bridgeEnv));
      }
    }

    /**
     * A runtime.
     *
     * @param operators that it hosts, each with an id; sources are resolved
     */
    record Runtime(List<OperatorDescriptor> operators) implements Kind {
      public Runtime {
        operators = List.copyOf(operators);
      }
    }
  }

  public NodeId id() {
    return descriptor.id();
  }

  /** Returns what happens to the lines that the node prints; outputs of operators have their id. */
  public NodeLogging logging() {
    return switch (kind) {
      case Kind.Program _ -> descriptor.logging();
      case Kind.Runtime runtime -> OperatorLogging.of(runtime.operators());
    };
  }

  /**
   * Returns the node's inputs as the daemon knows them: those of operators with their id. An
   * operator whose id cannot be part of one has none.
   */
  public SortedMap<DataId, InputDescriptor> inputs() {
    return switch (kind) {
      case Kind.Program program -> program.ports().inputs();
      case Kind.Runtime runtime -> {
        SortedMap<DataId, InputDescriptor> inputs = new TreeMap<>();
        for (OperatorDescriptor operator : runtime.operators()) {
          operator
              .ports()
              .inputs()
              .forEach((id, input) ->
                  of(operator, id).ifPresent(prefixed -> inputs.put(prefixed, input)));
        }
        yield inputs;
      }
    };
  }

  /** Returns the node's outputs as {@link #inputs} does. */
  public SortedSet<DataId> outputs() {
    return switch (kind) {
      case Kind.Program program -> program.ports().outputs();
      case Kind.Runtime runtime -> {
        SortedSet<DataId> outputs = new TreeSet<>();
        for (OperatorDescriptor operator : runtime.operators()) {
          operator.ports().outputs().forEach(id -> of(operator, id).ifPresent(outputs::add));
        }
        yield outputs;
      }
    };
  }

  private static Optional<DataId> of(OperatorDescriptor operator, DataId port) {
    try {
      return Optional.of(new DataId(operator.effectiveId() + "/" + port));
    } catch (InvalidIdException _) {
      return Optional.empty();
    }
  }
}
