package org.dora.common.yaml;

import org.jspecify.annotations.Nullable;

/**
 * A YAML file as it was read, so that what is said of it can show the place.
 *
 * @param file name as it was given
 * @param text all of it
 * @param tree its document
 */
public record SourceText(String file, String text, YamlNode tree) {
  /**
   * Returns where a path such as {@code nodes[1].inputs.image} leads, or the nearest place on the
   * way there.
   */
  public Position positionOf(String path) {
    return follow(path).position();
  }

  /** Returns {@code file:line:column} of where a path leads, for a message about another place. */
  public String place(String path) {
    Position position = positionOf(path);
    return file + ":" + position.line() + ":" + position.column();
  }

  /** Returns what stands at a path, or null if there is nothing. */
  public @Nullable YamlNode at(String path) {
    return follow(path).node();
  }

  /**
   * How far a path leads.
   *
   * @param node what stands at its end, null if it ends before
   * @param position of the nearest place
   */
  private record Place(@Nullable YamlNode node, Position position) {}

  private Place follow(String path) {
    YamlNode node = tree;
    Position position = tree.position();
    String rest = path;
    while (!rest.isEmpty()) {
      if (node instanceof YamlNode.Sequence sequence) {
        int index = leadingIndex(rest);
        if (index < 0 || index >= sequence.items().size()) {
          return new Place(null, position);
        }
        node = sequence.items().get(index);
        position = node.position();
        rest = rest.substring(rest.indexOf(']') + 1);
      } else if (node instanceof YamlNode.Mapping mapping) {
        String keys = rest.startsWith(".") ? rest.substring(1) : rest;
        YamlNode.Entry entry = leading(mapping, keys);
        if (entry == null) {
          return new Place(null, position);
        }
        position = entry.key().position();
        node = entry.value();
        rest = keys.substring(entry.key().text().length());
      } else {
        return new Place(null, position);
      }
    }
    return new Place(node, position);
  }

  /** Returns the number in {@code [1].id}, or -1 if the path does not go on with one. */
  private static int leadingIndex(String path) {
    int end = path.indexOf(']');
    if (!path.startsWith("[") || end < 2) {
      return -1;
    }
    int index = 0;
    for (int i = 1; i < end; i++) {
      int digit = path.charAt(i) - '0';
      if (digit < 0 || digit > 9 || index > (Integer.MAX_VALUE - digit) / 10) {
        return -1;
      }
      index = 10 * index + digit;
    }
    return index;
  }

  /** Keys may hold dots and brackets themselves, so the path is matched key by key. */
  private static YamlNode.@Nullable Entry leading(YamlNode.Mapping mapping, String keys) {
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (keys.equals(key) || keys.startsWith(key + ".") || keys.startsWith(key + "[")) {
        return entry;
      }
    }
    return null;
  }
}
