package org.dora.common.descriptor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dora.common.yaml.Position;
import org.dora.common.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor together with where it was read from.
 *
 * @param descriptor the model
 * @param file name as it was given
 * @param warnings what the reader accepted but wants known: renamed and ignored keys
 * @param tree the document, for positions
 */
public record ParsedDescriptor(
    Descriptor descriptor, String file, List<Finding> warnings, YamlNode tree) {
  private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

  public ParsedDescriptor {
    warnings = List.copyOf(warnings);
  }

  /** Returns where a finding's path leads, or the nearest place on the way there. */
  public Position positionOf(String path) {
    YamlNode node = tree;
    Position position = tree.position();
    String rest = path;
    while (!rest.isEmpty()) {
      Matcher index = INDEX.matcher(rest);
      if (node instanceof YamlNode.Sequence sequence && index.lookingAt()) {
        int i = Integer.parseInt(index.group(1));
        if (i >= sequence.items().size()) {
          return position;
        }
        node = sequence.items().get(i);
        position = node.position();
        rest = rest.substring(index.end());
      } else if (node instanceof YamlNode.Mapping mapping) {
        String keys = rest.startsWith(".") ? rest.substring(1) : rest;
        YamlNode.Entry entry = leading(mapping, keys);
        if (entry == null) {
          return position;
        }
        position = entry.key().position();
        node = entry.value();
        rest = keys.substring(entry.key().text().length());
      } else {
        return position;
      }
    }
    return position;
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
