package org.dora.common.session;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.yaml.Position;
import org.dora.common.yaml.ScalarValue;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlNode.Style;
import org.jspecify.annotations.Nullable;

/**
 * Writes trees in the block style of the released program, byte for byte, so that its files and
 * ours cannot be told apart.
 */
final class BlockYaml {
  /** Longer keys are written behind a question mark. */
  private static final int LONGEST_SIMPLE_KEY = 128;

  private static final String FLOW_INDICATORS = "#,[]{}&*!|>'\"%@`";

  private final StringBuilder out = new StringBuilder();

  private BlockYaml() {}

  /** Returns a document. */
  static String text(YamlNode root) {
    BlockYaml yaml = new BlockYaml();
    yaml.node(root, 0, false);
    return yaml.out.toString();
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

  /**
   * Writes a node behind what introduces it.
   *
   * @param indent of the node's own lines
   * @param inItem whether the first key stands behind a dash
   */
  private void node(YamlNode node, int indent, boolean inItem) {
    switch (node) {
      case YamlNode.Scalar scalar -> out.append(scalar(scalar)).append('\n');
      case YamlNode.Sequence sequence -> {
        for (YamlNode item : sequence.items()) {
          indent(indent).append("- ");
          value(item, indent + 2, true);
        }
      }
      case YamlNode.Mapping mapping -> {
        boolean first = inItem;
        for (YamlNode.Entry entry : mapping.entries()) {
          if (!first) {
            indent(indent);
          }
          first = false;
          entry(entry, indent);
        }
      }
    }
  }

  private void entry(YamlNode.Entry entry, int indent) {
    String key = scalar(entry.key());
    if (entry.key().text().length() > LONGEST_SIMPLE_KEY) {
      out.append("? ").append(key).append('\n');
      indent(indent).append(':');
    } else {
      out.append(key).append(':');
    }
    YamlNode value = entry.value();
    if (isBlock(value)) {
      out.append('\n');
      // Lists are not indented below their key.
      node(value, value instanceof YamlNode.Sequence ? indent : indent + 2, false);
    } else {
      out.append(' ');
      value(value, indent + 2, false);
    }
  }

  private void value(YamlNode value, int indent, boolean inItem) {
    switch (value) {
      case YamlNode.Sequence sequence when sequence.items().isEmpty() -> out.append("[]\n");
      case YamlNode.Mapping mapping when mapping.entries().isEmpty() -> out.append("{}\n");
      case YamlNode.Scalar _, YamlNode.Sequence _, YamlNode.Mapping _ ->
          node(value, indent, inItem);
    }
  }

  private static boolean isBlock(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar _ -> false;
      case YamlNode.Sequence sequence -> !sequence.items().isEmpty();
      case YamlNode.Mapping mapping -> !mapping.entries().isEmpty();
    };
  }

  private StringBuilder indent(int width) {
    return out.repeat(' ', width);
  }

  private static String scalar(YamlNode.Scalar scalar) {
    String text = scalar.text();
    if (!(scalar.value() instanceof ScalarValue.Text)) {
      return text;
    }
    if (needsEscapes(text)) {
      return doubleQuoted(text);
    }
    return isPlain(text) ? text : "'" + text.replace("'", "''") + "'";
  }

  /** Whether a text reads back as itself without quotes. */
  private static boolean isPlain(String text) {
    if (text.isEmpty() || text.startsWith("---") || text.startsWith("...")) {
      return false;
    }
    YamlNode.Scalar plain = new YamlNode.Scalar(text, Style.PLAIN, null, Position.START);
    if (!(plain.value() instanceof ScalarValue.Text) || isZerosFirst(text)) {
      return false;
    }
    if (text.startsWith(" ") || text.endsWith(" ") || startsWithIndicator(text)) {
      return false;
    }
    return !text.contains(": ") && !text.endsWith(":") && !text.contains(" #");
  }

  private static boolean startsWithIndicator(String text) {
    char first = text.charAt(0);
    if (FLOW_INDICATORS.indexOf(first) >= 0) {
      return true;
    }
    boolean followed = text.length() > 1 && text.charAt(1) != ' ';
    return (first == '-' || first == '?' || first == ':') && !followed;
  }

  /** Numbers of other readers, such as 007. */
  private static boolean isZerosFirst(String text) {
    int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (text.length() - from < 2 || text.charAt(from) != '0') {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean needsEscapes(String text) {
    return text.codePoints().anyMatch(c -> !isPrintable(c));
  }

  /** What libyaml takes for printable: nothing beyond the basic plane. */
  private static boolean isPrintable(int c) {
    return (c >= 0x20 && c <= 0x7e)
        || (c >= 0xa0 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff);
  }

  private static String doubleQuoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append(escaped(c)));
    return quoted.append('"').toString();
  }

  private static String escaped(int c) {
    return switch (c) {
      case 0 -> "\\0";
      case 0x07 -> "\\a";
      case '\b' -> "\\b";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case 0x0b -> "\\v";
      case '\f' -> "\\f";
      case '\r' -> "\\r";
      case 0x1b -> "\\e";
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case 0x85 -> "\\N";
      default -> {
        if (isPrintable(c)) {
          yield Character.toString(c);
        }
        yield (c <= 0xff ? "\\x%02X" : c <= 0xffff ? "\\u%04X" : "\\U%08X").formatted(c);
      }
    };
  }
}
