package org.dora.common.config;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.yaml.FlowWriter;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlValue;

/**
 * All that a daemon tells a node that hosts operators, at its start (daemon.md section 12).
 *
 * @param node what it tells any node; the ids of inputs and outputs are {@code <operator>/<id>}
 * @param operators what it hosts; the ids of their inputs and outputs are those of the descriptor
 */
public record RuntimeConfig(NodeConfig node, List<OperatorDescriptor> operators) {
  /** Where a runtime finds it. */
  public static final String VARIABLE = "DORA_RUNTIME_CONFIG";

  /** A dataflow for runtimes that insist on one. */
  private static final String EMPTY_DATAFLOW = "{\"nodes\":[]}";

  public RuntimeConfig {
    operators = List.copyOf(operators);
  }

  /**
   * Reads the value of {@code DORA_RUNTIME_CONFIG} as any daemon writes it.
   *
   * @throws InvalidNodeConfigException naming key, place, found and expected
   */
  public static RuntimeConfig read(String text) {
    try {
      YamlFields fields = YamlValue.root(YamlParser.parse(text)).fields("struct RuntimeConfig");
      List<OperatorDescriptor> operators = new ArrayList<>();
      for (YamlValue operator : fields.items("operators")) {
        operators.add(OperatorDescriptor.read(operator));
      }
      return new RuntimeConfig(NodeConfigReader.config(fields.required("node")), operators);
    } catch (YamlException e) {
      throw new InvalidNodeConfigException("invalid runtime configuration: " + e.getMessage(), e);
    }
  }

  /** Returns the value of {@code DORA_RUNTIME_CONFIG}: one line of YAML. */
  public String yaml() {
    FlowWriter out = new FlowWriter();
    out.beginMap().key("node");
    NodeConfigWriter.yaml(node, out);
    out.key("operators").beginList();
    operators.forEach(operator -> operator.write(out));
    return out.endList().endMap().toString();
  }

  /**
   * Returns this configuration with a dataflow of no nodes, for when it is too long for a variable:
   * the released runtime wants some dataflow.
   */
  public RuntimeConfig withoutDescriptor() {
    return new RuntimeConfig(node.withDescriptor(EMPTY_DATAFLOW), operators);
  }
}
