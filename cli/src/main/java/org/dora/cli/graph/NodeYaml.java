package org.dora.cli.graph;

import java.util.List;
import org.dora.common.descriptor.NodePlace;
import org.dora.common.yaml.Position;

/**
 * A node as its author wrote it, comments and all.
 *
 * @param place {@code dataflow.yml:12}
 * @param text the lines of the file, moved to the left margin
 */
record NodeYaml(String place, String text) {
  static NodeYaml of(NodePlace node) {
    Position position = node.source().positionOf(node.path());
    List<String> lines = node.source().text().lines().toList();
    int first = Math.min(position.line(), lines.size()) - 1;
    int dash = indent(lines.get(first));
    int end = first + 1;
    while (end < lines.size() && belongs(lines.get(end), dash)) {
      end++;
    }
    while (end > first + 1 && isEmpty(lines.get(end - 1))) {
      end--;
    }
    String text = String.join("\n", lines.subList(first, end)).stripIndent();
    return new NodeYaml(node.source().file() + ":" + position.line(), text);
  }

  private static boolean belongs(String line, int dash) {
    return isEmpty(line) || indent(line) > dash;
  }

  /** Blank, or a comment that may belong to the next node. */
  private static boolean isEmpty(String line) {
    return line.isBlank() || line.stripLeading().startsWith("#");
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
