package org.dora.common.yaml;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dora.common.yaml.YamlNode.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * A node together with the keys that lead to it, read as the type that a schema expects there. What
 * does not fit is refused in the released program's words (dataflow.md sections 1.1 and 2).
 *
 * @param path {@code nodes[0].deploy}; empty for the document itself
 * @param leniency whether plain scalars pass for text
 * @param problems where refusals are gathered while reading goes on; null to stop at the first
 */
public record YamlValue(
    YamlNode node, String path, Leniency leniency, @Nullable YamlProblems problems) {
  private static final BigInteger U16_MAX = BigInteger.valueOf(0xffff);
  private static final BigInteger U32_MAX = BigInteger.valueOf(0xffff_ffffL);
  private static final BigInteger U64_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  /** The two ways in which the released reader treats scalars and empty values. */
  public enum Leniency {
    /** Any plain scalar is text where text is wanted; no value stands for an empty collection. */
    LENIENT,
    /** Scalars keep their YAML type, as in the released reader's buffered contexts. */
    TYPED
  }

  /** Returns the root of a document, read leniently until the first refusal. */
  public static YamlValue root(YamlNode node) {
    return new YamlValue(node, "", Leniency.LENIENT, null);
  }

  /** Returns the root of a document, read leniently to its end whatever is refused. */
  public static YamlValue root(YamlNode node, YamlProblems problems) {
    return new YamlValue(node, "", Leniency.LENIENT, problems);
  }

  /** Returns this value and all below it with scalars keeping their YAML type. */
  public YamlValue typed() {
    return new YamlValue(node, path, Leniency.TYPED, problems);
  }

  /** Returns this value, to be read until its first refusal. */
  public YamlValue untilFirstRefusal() {
    return new YamlValue(node, path, leniency, null);
  }

  /** Returns this value as if other keys led to it: refusals of some values name their owner. */
  public YamlValue inPath(String otherPath) {
    return new YamlValue(node, otherPath, leniency, problems);
  }

  /**
   * Whether this is {@code null}, {@code ~} or nothing, which equals absence of an optional key.
   */
  public boolean isNull() {
    return node instanceof Scalar scalar && scalar.value() instanceof ScalarValue.Null;
  }

  /** Whether this is text by its YAML type: quoted, or plain and nothing else. */
  public boolean isText() {
    return node instanceof Scalar scalar && scalar.value() instanceof ScalarValue.Text;
  }

  /** Whether nothing is written here, not even {@code null} or {@code ~}. */
  private boolean isAbsent() {
    return isNull() && ((Scalar) node).text().isEmpty();
  }

  /** Returns the text of a scalar; leniently, the source text of any plain one. */
  public String text() {
    if (node instanceof Scalar scalar && (leniency == Leniency.LENIENT || isText())) {
      return scalar.text();
    }
    throw invalidType("a string");
  }

  public boolean bool() {
    if (node instanceof Scalar scalar && scalar.value() instanceof ScalarValue.Bool bool) {
      return bool.value();
    }
    throw invalidType("a boolean");
  }

  /** Returns an integer of 0 to 65535. */
  public int unsigned16() {
    return unsigned(U16_MAX, "u16").intValue();
  }

  /** Returns an integer of 0 to 4294967295. */
  public long unsigned32() {
    return unsigned(U32_MAX, "u32").longValue();
  }

  /** Returns an integer of 0 to 18446744073709551615, capped to {@link Long#MAX_VALUE}. */
  public long unsigned64() {
    return unsigned(U64_MAX, "usize").min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }

  private BigInteger unsigned(BigInteger max, String expected) {
    return integer(BigInteger.ZERO, max, expected);
  }

  /** Returns an integer of -2147483648 to 2147483647. */
  public int signed32() {
    BigInteger least = BigInteger.valueOf(Integer.MIN_VALUE);
    return integer(least, BigInteger.valueOf(Integer.MAX_VALUE), "i32").intValue();
  }

  private BigInteger integer(BigInteger least, BigInteger most, String expected) {
    if (!(node instanceof Scalar scalar
        && scalar.value() instanceof ScalarValue.Int(BigInteger value))) {
      throw invalidType(expected);
    }
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw outOfRange(value, expected);
    }
    return value;
  }

  /** The released reader calls what it cannot hold at all another type, the rest another value. */
  private YamlException outOfRange(BigInteger value, String expected) {
    boolean held = leniency == Leniency.TYPED || value.signum() >= 0;
    return held && value.bitLength() <= Long.SIZE
        ? refusal("invalid value: " + found() + ", expected " + expected)
        : invalidType(expected);
  }

  /** Returns a floating point number; integers pass. */
  public double real() {
    if (node instanceof Scalar scalar) {
      switch (scalar.value()) {
        case ScalarValue.Real(double value) -> {
          return value;
        }
        case ScalarValue.Int(BigInteger value) -> {
          return value.doubleValue();
        }
        case ScalarValue.Null _, ScalarValue.Bool _, ScalarValue.Text _ -> {}
      }
    }
    throw invalidType("f64");
  }

  /** Returns the items of a sequence; leniently, none if nothing is written. */
  public List<YamlValue> items() {
    if (leniency == Leniency.LENIENT && isAbsent()) {
      return List.of();
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      throw invalidType("a sequence");
    }
    List<YamlValue> items = new ArrayList<>(sequence.items().size());
    for (YamlNode item : sequence.items()) {
      items.add(new YamlValue(item, path + "[" + items.size() + "]", leniency, problems));
    }
    return items;
  }

  /** Reads each item of a sequence; one that is refused is left out where problems are gathered. */
  public <T> List<T> items(Function<YamlValue, T> reading) {
    List<T> read = new ArrayList<>();
    for (YamlValue item : items()) {
      T value = item.read(reading);
      if (value != null) {
        read.add(value);
      }
    }
    return read;
  }

  /** Reads this value; returns null if it is refused and problems are gathered. */
  public <T> @Nullable T read(Function<YamlValue, T> reading) {
    if (problems == null) {
      return reading.apply(this);
    }
    try {
      return reading.apply(this);
    } catch (YamlException e) {
      problems.add(e);
      return null;
    }
  }

  /** Returns the entries of a mapping; leniently, none if nothing is written. */
  public YamlFields fields() {
    return fields("a map");
  }

  /**
   * Returns the entries of a mapping; leniently, none if nothing is written.
   *
   * @param expected what the schema has here, for the refusal
   */
  public YamlFields fields(String expected) {
    if (leniency == Leniency.LENIENT && isAbsent()) {
      return new YamlFields(this, List.of());
    }
    if (node instanceof YamlNode.Mapping mapping) {
      return new YamlFields(this, mapping.entries());
    }
    throw invalidType(expected);
  }

  static String keyPath(String path, String key) {
    return path.isEmpty() ? key : path.concat(".").concat(key);
  }

  YamlValue child(YamlNode.Entry entry) {
    return new YamlValue(entry.value(), keyPath(path, entry.key().text()), leniency, problems);
  }

  /** Returns the failure to be thrown when this value is refused for {@code reason}. */
  public YamlException refusal(String reason) {
    return new YamlException(path, node.position(), reason);
  }

  /** Returns the failure to be thrown when something else than {@code expected} stands here. */
  public YamlException invalidType(String expected) {
    return refusal("invalid type: " + found() + ", expected " + expected);
  }

  /** What stands here, in the released reader's words: {@code integer `-1`}, {@code map}. */
  public String found() {
    return switch (node) {
      case YamlNode.Mapping _ -> "map";
      case YamlNode.Sequence _ -> "sequence";
      case Scalar scalar ->
          switch (scalar.value()) {
            case ScalarValue.Null _ -> "unit value";
            case ScalarValue.Bool(boolean value) -> "boolean `" + value + "`";
            case ScalarValue.Int(BigInteger value) -> "integer `" + value + "`" + width(value);
            case ScalarValue.Real(double value) -> "floating point `" + value + "`";
            case ScalarValue.Text(String value) -> "string " + quoted(value);
          };
    };
  }

  private static String width(BigInteger value) {
    if (value.signum() < 0) {
      return value.bitLength() < Long.SIZE ? "" : " as i128";
    }
    return value.bitLength() <= Long.SIZE ? "" : " as u128";
  }

  private static String quoted(String text) {
    return new FlowWriter().text(text).toString();
  }
}
