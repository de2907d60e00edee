package org.dora.common.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes YAML in block style, byte for byte as the released program prints it (dataflow.md section
 * 1.2): lists stand below their key without indentation, empty collections in flow style.
 */
public final class BlockWriter implements TreeWriter {
  private static final int STEP = 2;

  /** A longer key, in bytes of UTF-8, is introduced by a question mark. */
  private static final int LONGEST_SIMPLE_KEY = 128;

  private final StringBuilder out = new StringBuilder(1024);
  private final Deque<Collection> open = new ArrayDeque<>();
  private int column;

  /** Whether the line so far is only blanks and indicators, so that a key may follow in it. */
  private boolean indention = true;

  /** A map or list that has begun; its first line is written with its first entry. */
  private static final class Collection {
    final boolean list;
    final int indent;
    boolean empty = true;
    boolean keyIsComplex;

    Collection(boolean list, int indent) {
      this.list = list;
      this.indent = indent;
    }
  }

  @Override
  public BlockWriter beginMap() {
    Collection parent = beginValue();
    open.push(new Collection(false, parent == null ? 0 : parent.indent + STEP));
    return this;
  }

  @Override
  public BlockWriter endMap() {
    return end("{}");
  }

  @Override
  public BlockWriter beginList() {
    Collection parent = beginValue();
    int indent = parent == null ? 0 : parent.indent + STEP;
    if (parent != null && !parent.list && !indention) {
      indent = parent.indent;
    }
    open.push(new Collection(true, indent));
    return this;
  }

  @Override
  public BlockWriter endList() {
    return end("[]");
  }

  @Override
  public BlockWriter key(String name) {
    Collection map = open.element();
    String key = wellFormed(name);
    indentTo(map.indent);
    map.empty = false;
    map.keyIsComplex = BlockScalar.hasBreak(key) || isLong(key);
    if (map.keyIsComplex) {
      indicator('?');
      scalar(key, map.indent + STEP);
    } else {
      spelt(key, map.indent + STEP);
      put(":");
    }
    return this;
  }

  @Override
  public BlockWriter text(String value) {
    Collection parent = beginValue();
    scalar(wellFormed(value), parent == null ? STEP : parent.indent + STEP);
    return this;
  }

  @Override
  public BlockWriter integer(long value) {
    return word(Long.toString(value));
  }

  @Override
  public BlockWriter real(double value) {
    return word(RealText.of(value));
  }

  @Override
  public BlockWriter bool(boolean value) {
    return word(Boolean.toString(value));
  }

  @Override
  public BlockWriter nothing() {
    return word("null");
  }

  /** Writes a tree; what is no text is spelt as it was. */
  public BlockWriter node(YamlNode node) {
    switch (node) {
      case YamlNode.Scalar scalar when scalar.value() instanceof ScalarValue.Text ->
          text(scalar.text());
      case YamlNode.Scalar scalar -> word(scalar.text());
      case YamlNode.Sequence sequence -> {
        beginList();
        sequence.items().forEach(this::node);
        endList();
      }
      case YamlNode.Mapping mapping -> {
        beginMap();
        for (YamlNode.Entry entry : mapping.entries()) {
          key(entry.key().text()).node(entry.value());
        }
        endMap();
      }
    }
    return this;
  }

  @Override
  public boolean spellsInfinity() {
    return true;
  }

  /** Returns what was written so far, with a line feed at the end. */
  @Override
  public String toString() {
    return column == 0 ? out.toString() : out + "\n";
  }

  private BlockWriter word(String plain) {
    beginValue();
    space();
    put(plain);
    return this;
  }

  private BlockWriter end(String ifEmpty) {
    if (open.pop().empty) {
      space();
      put(ifEmpty);
    }
    return this;
  }

  /** Writes what stands before a value: a dash in a list, the colon of a complex key. */
  private @Nullable Collection beginValue() {
    Collection parent = open.peek();
    if (parent == null) {
      return null;
    }
    if (parent.list) {
      indentTo(parent.indent);
      parent.empty = false;
      indicator('-');
    } else if (parent.keyIsComplex) {
      indentTo(parent.indent);
      indicator(':');
    }
    return parent;
  }

  private void scalar(String text, int indent) {
    space();
    spelt(text, indent);
  }

  private void spelt(String text, int indent) {
    switch (BlockScalar.form(text)) {
      case PLAIN -> put(text);
      case SINGLE_QUOTED -> singleQuoted(text, indent);
      case DOUBLE_QUOTED -> put(BlockScalar.doubleQuoted(text));
      case LITERAL -> literal(text, indent);
    }
  }

  /** The only breaks here are Unicode's separators, which libyaml follows by the indentation. */
  private void singleQuoted(String text, int indent) {
    put("'");
    boolean afterBreak = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isBreak = BlockScalar.isBreak(c);
      if (afterBreak && !isBreak) {
        out.repeat(' ', indent);
      }
      out.append(c == '\'' ? "''" : String.valueOf(c));
      afterBreak = isBreak;
    }
    if (afterBreak) {
      out.repeat(' ', indent);
    }
    put("'");
  }

  private void literal(String text, int indent) {
    put("|");
    char first = text.charAt(0);
    if (first == ' ' || BlockScalar.isBreak(first)) {
      put(Integer.toString(STEP));
    }
    put(chomping(text));
    newLine();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (BlockScalar.isBreak(c)) {
        out.append(c);
        column = 0;
        indention = true;
      } else {
        if (column == 0) {
          pad(indent);
        }
        put(String.valueOf(c));
      }
    }
  }

  /** Strip if no break is last, keep if several are, clip by default. */
  private static String chomping(String text) {
    int last = text.length() - 1;
    if (!BlockScalar.isBreak(text.charAt(last))) {
      return "-";
    }
    return last == 0 || BlockScalar.isBreak(text.charAt(last - 1)) ? "+" : "";
  }

  private void indentTo(int indent) {
    if (!indention || column > indent) {
      newLine();
    }
    pad(indent);
  }

  private void pad(int indent) {
    if (column < indent) {
      out.repeat(' ', indent - column);
      column = indent;
    }
  }

  private void newLine() {
    out.append('\n');
    column = 0;
    indention = true;
  }

  private void indicator(char c) {
    out.append(c);
    column++;
  }

  private void space() {
    if (column > 0) {
      out.append(' ');
      column++;
    }
  }

  private void put(String text) {
    out.append(text);
    column += text.length();
    indention = false;
  }

  private static boolean isLong(String key) {
    return key.length() > LONGEST_SIMPLE_KEY
        || (key.length() > LONGEST_SIMPLE_KEY / 3
            && key.getBytes(UTF_8).length > LONGEST_SIMPLE_KEY);
  }

  /** UTF-8 has no half of a surrogate pair. */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }
}
