package org.dora.common.descriptor;

import java.util.List;
import org.dora.common.id.DataId;
import org.dora.common.yaml.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * A module: nodes that a dataflow may use as if they were one (dataflow.md section 6.1).
 *
 * @param header its name and ports
 * @param nodes as written, with ids and references that hold within the module
 * @param build commands for each of the nodes; null if the key is absent
 * @param source the file
 * @param warnings what was accepted but should be known
 */
public record ModuleFile(
    Header header,
    List<NodeDescriptor> nodes,
    @Nullable String build,
    SourceText source,
    List<Problem> warnings) {
  /** Source of an input that stands for an input of the module: {@code _mod/port}. */
  public static final String PORTS = "_mod";

  static final List<String> KEYS = List.of("module", "nodes", "build");

  public ModuleFile {
    nodes = List.copyOf(nodes);
    warnings = List.copyOf(warnings);
  }

  /**
   * What a module shows to the dataflow.
   *
   * @param name for messages
   * @param inputs that must be given
   * @param optionalInputs that may be given
   * @param outputs each is one of an inner node's
   */
  public record Header(
      String name, List<DataId> inputs, List<DataId> optionalInputs, List<DataId> outputs) {
    static final List<String> KEYS = List.of("name", "inputs", "inputs_optional", "outputs");

    public Header {
      inputs = List.copyOf(inputs);
      optionalInputs = List.copyOf(optionalInputs);
      outputs = List.copyOf(outputs);
    }

    /** Whether the module has an input of that name, required or not. */
    public boolean hasInput(DataId port) {
      return inputs.contains(port) || optionalInputs.contains(port);
    }
  }
}
