package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.id.OperatorId;
import org.dora.common.yaml.TreeWriter;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * An operator: code that a runtime node hosts (dataflow.md section 5.2).
 *
 * @param id null only in {@code operator}, where it stands for {@link #DEFAULT_ID}
 * @param name for people
 * @param description for people
 * @param ports inputs and outputs
 * @param source what it runs
 * @param build commands, one in each line; null if the key is absent
 * @param logging what happens to its lines
 */
public record OperatorDescriptor(
    @Nullable OperatorId id,
    @Nullable String name,
    @Nullable String description,
    NodePorts ports,
    OperatorSource source,
    @Nullable String build,
    NodeLogging logging) {
  /** The id of an {@code operator} that gives none. */
  public static final OperatorId DEFAULT_ID = new OperatorId("op");

  /** All keys in the order of declaration. */
  static final List<String> KEYS =
      List.of(
          "id",
          "name",
          "description",
          "inputs",
          "outputs",
          "output_types",
          "output_framing",
          "input_types",
          "output_metadata",
          "pattern",
          "python",
          "shared-library",
          "wasm",
          "build",
          "send_stdout_as",
          "send_logs_as",
          "min_log_level",
          "max_log_size",
          "max_rotated_files");

  /** Returns this operator with its id, even if it gives none, and other ports. */
  OperatorDescriptor resolved(NodePorts other) {
    return new OperatorDescriptor(effectiveId(), name, description, other, source, build, logging);
  }

  /** The id, or the one that stands for none. */
  public OperatorId effectiveId() {
    return id == null ? DEFAULT_ID : id;
  }

  /**
   * Reads an operator as the configuration of a runtime holds it.
   *
   * @throws org.dora.common.yaml.YamlException naming key, place, found and expected
   */
  public static OperatorDescriptor read(YamlValue operator) {
    return new OperatorReader(new ArrayList<>()).entry(operator);
  }

  /** Writes the operator as {@link #read} takes it. */
  public void write(TreeWriter out) {
    new OperatorWriter(new FieldWriter(out, false)).write(this);
  }

  /** Returns this operator with another file or library. */
  public OperatorDescriptor withSource(OperatorSource other) {
    return new OperatorDescriptor(id, name, description, ports, other, build, logging);
  }

  /** Returns this operator with other ports. */
  public OperatorDescriptor withPorts(NodePorts other) {
    return new OperatorDescriptor(id, name, description, other, source, build, logging);
  }
}
