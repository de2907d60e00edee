package org.dora.common.yaml;

import java.math.BigInteger;

/**
 * Writes YAML flow syntax that is JSON (RFC 8259) at the same time, unless {@link #tag}, a
 * non-finite {@link #real} or {@link #raw} text that is none is written. The released reader of
 * node configurations takes it (node-protocol.md section 2). Not checked: that keys and values
 * alternate.
 */
public final class FlowWriter implements TreeWriter {
  private final StringBuilder out = new StringBuilder(256);
  private final String itemSeparator;
  private final String keySeparator;
  private boolean separate;

  public FlowWriter() {
    this(", ", ": ");
  }

  private FlowWriter(String itemSeparator, String keySeparator) {
    this.itemSeparator = itemSeparator;
    this.keySeparator = keySeparator;
  }

  /** Returns a writer that leaves no blanks between values: YAML only if it is JSON. */
  public static FlowWriter compact() {
    return new FlowWriter(",", ":");
  }

  @Override
  public FlowWriter beginMap() {
    return open('{');
  }

  @Override
  public FlowWriter endMap() {
    return close('}');
  }

  @Override
  public FlowWriter beginList() {
    return open('[');
  }

  @Override
  public FlowWriter endList() {
    return close(']');
  }

  @Override
  public FlowWriter key(String name) {
    text(name);
    out.append(keySeparator);
    separate = false;
    return this;
  }

  /** Writes a tag such as {@code !Tcp} in front of the next value: YAML only. */
  public FlowWriter tag(String tag) {
    separator();
    out.append(tag).append(' ');
    separate = false;
    return this;
  }

  @Override
  public FlowWriter text(String value) {
    separator();
    out.append('"');
    int end = value.length();
    for (int i = 0; i < end; i++) {
      character(value, i);
    }
    out.append('"');
    return this;
  }

  @Override
  public FlowWriter integer(long value) {
    separator();
    out.append(value);
    return this;
  }

  /** Writes a number so that it reads back as a floating point one: 3.0, 1e+21, .inf (YAML). */
  @Override
  public FlowWriter real(double value) {
    separator();
    out.append(Double.isFinite(value) ? RealText.json(value) : RealText.of(value));
    return this;
  }

  @Override
  public FlowWriter bool(boolean value) {
    separator();
    out.append(value);
    return this;
  }

  @Override
  public FlowWriter nothing() {
    separator();
    out.append("null");
    return this;
  }

  @Override
  public boolean spellsInfinity() {
    return false;
  }

  /** Writes a value that is flow syntax already. */
  public FlowWriter raw(String flow) {
    separator();
    out.append(flow);
    return this;
  }

  /** Writes a tree; scalars keep what they stand for, tags are left out. */
  public FlowWriter node(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar(scalar);
      case YamlNode.Sequence sequence -> {
        beginList();
        for (YamlNode item : sequence.items()) {
          node(item);
        }
        yield endList();
      }
      case YamlNode.Mapping mapping -> {
        beginMap();
        for (YamlNode.Entry entry : mapping.entries()) {
          key(entry.key().text()).node(entry.value());
        }
        yield endMap();
      }
    };
  }

  private FlowWriter scalar(YamlNode.Scalar scalar) {
    return switch (scalar.value()) {
      case ScalarValue.Null _ -> nothing();
      case ScalarValue.Bool(boolean value) -> bool(value);
      case ScalarValue.Int(BigInteger value) -> raw(value.toString());
      case ScalarValue.Real(double value) -> real(value);
      case ScalarValue.Text(String value) -> text(value);
    };
  }

  private FlowWriter open(char bracket) {
    separator();
    out.append(bracket);
    separate = false;
    return this;
  }

  private FlowWriter close(char bracket) {
    out.append(bracket);
    separate = true;
    return this;
  }

  private void separator() {
    if (separate) {
      out.append(itemSeparator);
    }
    separate = true;
  }

  private void character(String value, int index) {
    char c = value.charAt(index);
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (isUnpairedSurrogate(value, index)) {
          out.append('\ufffd');
        } else if (mustBeEscaped(c)) {
          out.append("\\u").append(String.format("%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }

  /** What JSON wants escaped, and what YAML holds for a line break or for unprintable. */
  private static boolean mustBeEscaped(char c) {
    return c < 0x20
        || (c >= 0x7f && c < 0xa0)
        || c == 0x2028
        || c == 0x2029
        || c == 0xfeff
        || c >= 0xfffe;
  }

  private static boolean isUnpairedSurrogate(String value, int index) {
    char c = value.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == value.length() || !Character.isLowSurrogate(value.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(value.charAt(index - 1)));
  }

  /** Returns what was written so far. */
  @Override
  public String toString() {
    return out.toString();
  }
}
