package org.dora.common.descriptor;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.yaml.ScalarValue;
import org.dora.common.yaml.TreeWriter;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * A value of {@code env}: what dora makes of it, not what was written (dataflow.md section 3.4).
 * Quotes do not protect: {@code "1.10"} is the number 1.1.
 */
public sealed interface EnvValue {
  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements EnvValue {
    @Override
    public String rendered() {
      return Boolean.toString(value);
    }

    @Override
    public void write(TreeWriter out) {
      out.bool(value);
    }
  }

  /** A signed 64-bit integer. */
  record Int(long value) implements EnvValue {
    @Override
    public String rendered() {
      return Long.toString(value);
    }

    @Override
    public void write(TreeWriter out) {
      out.integer(value);
    }
  }

  /** A floating point number, also what an integer beyond 64 bits becomes. */
  record Real(double value) implements EnvValue {
    @Override
    public String rendered() {
      return RustNumber.display(value);
    }

    @Override
    public void write(TreeWriter out) {
      if (Double.isFinite(value) || out.spellsInfinity()) {
        out.real(value);
      } else {
        out.text(rendered()); // as text it is coerced back to this number
      }
    }
  }

  /** Any other text. */
  record Text(String value) implements EnvValue {
    @Override
    public String rendered() {
      return value;
    }

    @Override
    public void write(TreeWriter out) {
      out.text(value);
    }
  }

  /** dora's text for all that fits no kind of value; it hides which value it is, and why. */
  String HIDDEN = "data did not match any variant of untagged enum EnvValue";

  /** The value as the process finds it in its environment. */
  String rendered();

  /** Writes the value with its type. */
  void write(TreeWriter out);

  /** Returns the value for a message whose reader substitutes once. */
  default EnvValue escaped() {
    return this instanceof Text(String value) ? new Text(EnvSubstitution.escaped(value)) : this;
  }

  /** Returns all values as {@link #escaped} does. */
  static @Nullable SortedMap<String, EnvValue> escapedAll(
      @Nullable SortedMap<String, EnvValue> env) {
    if (env == null) {
      return null;
    }
    SortedMap<String, EnvValue> escaped = new TreeMap<>(env);
    escaped.replaceAll((_, value) -> value.escaped());
    return escaped;
  }

  /**
   * Reads an {@code env} map.
   *
   * @param texts what texts stand for
   * @throws YamlException if a value is null or a collection, is an integer beyond 64 bits, or
   *     names a variable that is not set
   */
  static SortedMap<String, EnvValue> readAll(YamlValue env, EnvReading texts) {
    SortedMap<String, EnvValue> values = new TreeMap<>();
    for (YamlFields.Field field : env.fields().all()) {
      field.read(each -> values.put(each.name(), read(each, env.path(), texts)));
    }
    return values;
  }

  private static EnvValue read(YamlFields.Field field, String envPath, EnvReading texts) {
    YamlValue value = field.value();
    if (!(value.node() instanceof YamlNode.Scalar scalar)) {
      throw value.refusal(value.found() + " where a scalar was expected").hiddenBy(envPath, HIDDEN);
    }
    return switch (scalar.value()) {
      case ScalarValue.Null _ ->
          throw value.refusal("nothing where a scalar was expected").hiddenBy(envPath, HIDDEN);
      case ScalarValue.Bool(boolean bool) -> new Bool(bool);
      case ScalarValue.Int(BigInteger integer) -> ofInteger(value, integer);
      case ScalarValue.Real(double real) -> new Real(real);
      case ScalarValue.Text(String text) -> {
        try {
          yield texts.value(text);
        } catch (EnvSubstitution.UnsetVariableException e) {
          throw value.refusal(String.valueOf(e.getMessage())).hiddenBy(envPath, HIDDEN);
        }
      }
    };
  }

  /** Returns what a text becomes after substitution: boolean, integer, number, or itself. */
  static EnvValue of(String text) {
    if (text.equals("true") || text.equals("false")) {
      return new Bool(text.equals("true"));
    }
    if (RustNumber.isInteger(text)) {
      BigInteger integer = new BigInteger(text);
      return integer.bitLength() < Long.SIZE
          ? new Int(integer.longValue())
          : new Real(integer.doubleValue());
    }
    Double number = RustNumber.parse(text);
    return number == null ? new Text(text) : new Real(number);
  }

  private static EnvValue ofInteger(YamlValue value, BigInteger integer) {
    if (integer.bitLength() < Long.SIZE) {
      return new Int(integer.longValue());
    }
    if (integer.signum() > 0 && integer.bitLength() == Long.SIZE) {
      return new Real(integer.doubleValue());
    }
    throw value.invalidType("any value");
  }
}
