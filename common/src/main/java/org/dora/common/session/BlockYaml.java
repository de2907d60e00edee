package org.dora.common.session;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.yaml.BlockWriter;
import org.dora.common.yaml.Position;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlNode.Style;
import org.jspecify.annotations.Nullable;

/**
 * Writes trees in the block style of the released program, byte for byte, so that its files and
 * ours cannot be told apart.
 */
final class BlockYaml {
  private BlockYaml() {}

  /** Returns a document. */
  static String text(YamlNode root) {
    return new BlockWriter().node(root).toString();
  }

  /** A mapping to be filled in order. */
  static final class Fields {
    private final List<YamlNode.Entry> entries = new ArrayList<>();

    Fields put(String key, YamlNode value) {
      entries.add(new YamlNode.Entry(quoted(key), value));
      return this;
    }

    /** Puts a text, or null. */
    Fields put(String key, @Nullable Object text) {
      return put(key, text == null ? plain("null") : quoted(text.toString()));
    }

    /** Puts a text unless there is none. */
    Fields putIfPresent(String key, @Nullable String text) {
      return text == null ? this : put(key, text);
    }

    YamlNode node() {
      return new YamlNode.Mapping(entries, null, Position.START);
    }
  }

  /** Something that is no text: a number, null. */
  static YamlNode plain(String text) {
    return new YamlNode.Scalar(text, Style.PLAIN, null, Position.START);
  }

  static YamlNode list(Iterable<?> texts) {
    List<YamlNode> items = new ArrayList<>();
    for (Object text : texts) {
      items.add(quoted(text.toString()));
    }
    return new YamlNode.Sequence(items, null, Position.START);
  }

  private static YamlNode.Scalar quoted(String text) {
    return new YamlNode.Scalar(text, Style.SINGLE_QUOTED, null, Position.START);
  }
}
