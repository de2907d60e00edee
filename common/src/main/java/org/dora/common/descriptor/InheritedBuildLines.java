package org.dora.common.descriptor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * Tells which lines of a node's {@code build} were put in front of its own by the modules that it
 * stands in (dataflow.md section 6.2): what is left when the text at the node's place is taken
 * away.
 */
public final class InheritedBuildLines {
  private final ParsedDescriptor parsed;
  private final Map<String, Integer> counts = new HashMap<>();

  private InheritedBuildLines(ParsedDescriptor parsed) {
    this.parsed = parsed;
  }

  /**
   * Returns how many lines are inherited, by the path of the key: {@code nodes[1].build}, {@code
   * nodes[2].operators[0].build}.
   */
  public static Map<String, Integer> of(ParsedDescriptor parsed) {
    InheritedBuildLines lines = new InheritedBuildLines(parsed);
    for (int i = 0; i < parsed.places().size(); i++) {
      if (parsed.places().get(i).source() != parsed.source()) {
        lines.node(i);
      }
    }
    return Map.copyOf(lines.counts);
  }

  private void node(int index) {
    NodeDescriptor node = parsed.descriptor().nodes().get(index);
    build(index, "build", node.source().build());
    OperatorDescriptor single = node.composition().operator();
    if (single != null) {
      build(index, "operator.build", single.build());
    }
    List<OperatorDescriptor> operators = node.composition().operators();
    for (int i = 0; operators != null && i < operators.size(); i++) {
      build(index, "operators[" + i + "].build", operators.get(i).build());
    }
  }

  private void build(int index, String key, @Nullable String expanded) {
    if (expanded == null) {
      return;
    }
    NodePlace place = parsed.places().get(index);
    YamlNode own = place.source().at(place.path() + "." + key);
    String text = own instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    int inherited =
        expanded.endsWith(text)
            ? BuildLine.linesOf(expanded).size() - BuildLine.linesOf(text).size()
            : 0;
    if (inherited > 0) {
      counts.put("nodes[" + index + "]." + key, inherited);
    }
  }
}
