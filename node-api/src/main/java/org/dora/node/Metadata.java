package org.dora.node;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.message.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The named values that travel beside a message's data: text, numbers, truth values, times, lists.
 *
 * <p>Metadata of a received message belongs to whoever received it and may be changed and sent on;
 * sending copies it. A getter throws {@link MetadataException} if the key is missing or holds
 * another kind of value, naming both kinds. The kinds are dora's: every integer is a {@code long},
 * every real number a {@code double}.
 *
 * <p>Not thread-safe. Names that start with {@code __dora_} are reserved by dora.
 */
public final class Metadata {
  private final String owner;
  private final @Nullable HlcTimestamp timestamp;
  private final Map<String, Parameter> parameters;

  private Metadata(
      String owner, @Nullable HlcTimestamp timestamp, Map<String, Parameter> parameters) {
    this.owner = owner;
    this.timestamp = timestamp;
    this.parameters = parameters;
  }

  /** Returns metadata without any values, to be filled by {@code put}. */
  public static Metadata empty() {
    return new Metadata("metadata", null, new LinkedHashMap<>());
  }

  /** Returns metadata with one text. */
  public static Metadata of(String key, String value) {
    return empty().put(key, value);
  }

  /** Returns metadata with one integer. */
  public static Metadata of(String key, long value) {
    return empty().put(key, value);
  }

  /** Returns metadata with one real number. */
  public static Metadata of(String key, double value) {
    return empty().put(key, value);
  }

  /** Returns metadata with one truth value. */
  public static Metadata of(String key, boolean value) {
    return empty().put(key, value);
  }

  /** Returns metadata with one point in time. */
  public static Metadata of(String key, Instant value) {
    return empty().put(key, value);
  }

  /**
   * @param owner names the message in failures, for instance {@code metadata of input `image`}
   */
  static Metadata received(String owner, org.dora.common.message.Metadata wire) {
    Map<String, Parameter> parameters = new LinkedHashMap<>(new TreeMap<>(wire.parameters()));
    parameters.remove(org.dora.common.message.Metadata.FRAMING);
    parameters.remove(org.dora.common.message.Metadata.SCHEMA_HASH);
    return new Metadata(owner, wire.timestamp(), parameters);
  }

  /** Returns what goes on the wire for a message sent at {@code now}. */
  org.dora.common.message.Metadata wire(HlcTimestamp now, boolean hasPayload) {
    Map<String, Parameter> sent = new LinkedHashMap<>(parameters);
    sent.remove(org.dora.common.message.Metadata.SCHEMA_HASH);
    sent.remove(org.dora.common.message.Metadata.FRAMING);
    if (hasPayload) {
      sent.put(
          org.dora.common.message.Metadata.FRAMING,
          new Parameter.Text(org.dora.common.message.Metadata.FRAMING_ARROW_IPC));
    }
    return org.dora.common.message.Metadata.of(now, sent);
  }

  /** Returns the same values, to be changed apart from these. */
  Metadata copy() {
    return new Metadata("metadata", null, new LinkedHashMap<>(parameters));
  }

  /** Returns whether a message with these belongs to a service call or an action. */
  boolean isCorrelated() {
    return contains(org.dora.common.message.Metadata.REQUEST_ID)
        || contains(org.dora.common.message.Metadata.GOAL_ID)
        || contains(org.dora.common.message.Metadata.GOAL_STATUS);
  }

  /** Sets a text. */
  public Metadata put(String key, String value) {
    return put(key, new Parameter.Text(value));
  }

  /** Sets an integer. */
  public Metadata put(String key, long value) {
    return put(key, new Parameter.Int(value));
  }

  /** Sets a real number. */
  public Metadata put(String key, double value) {
    return put(key, new Parameter.Real(value));
  }

  /** Sets a truth value. */
  public Metadata put(String key, boolean value) {
    return put(key, new Parameter.Bool(value));
  }

  /** Sets a point in time, kept to the nanosecond. */
  public Metadata put(String key, Instant value) {
    return put(key, new Parameter.Timestamp(value));
  }

  /** Sets a list of integers. */
  public Metadata putLongs(String key, List<Long> values) {
    return put(key, new Parameter.ListInt(values));
  }

  /** Sets a list of real numbers. */
  public Metadata putDoubles(String key, List<Double> values) {
    return put(key, new Parameter.ListFloat(values));
  }

  /** Sets a list of texts. */
  public Metadata putStrings(String key, List<String> values) {
    return put(key, new Parameter.ListText(values));
  }

  private Metadata put(String key, Parameter value) {
    parameters.put(key, value);
    return this;
  }

  /** Takes a value away, if there is one. */
  public Metadata remove(String key) {
    parameters.remove(key);
    return this;
  }

  /** Returns whether there is a value, of whatever kind. */
  public boolean contains(String key) {
    return parameters.containsKey(key);
  }

  /** Returns the names of all values. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(parameters.keySet());
  }

  /**
   * Returns all values by name: {@code Boolean}, {@code Long}, {@code Double}, {@code String},
   * {@code Instant}, or a list of {@code Long}, {@code Double} or {@code String}.
   */
  public Map<String, Object> asMap() {
    Map<String, Object> values = new LinkedHashMap<>();
    parameters.forEach((key, parameter) -> values.put(key, valueOf(parameter)));
    return values;
  }

  private static Object valueOf(Parameter parameter) {
    return switch (parameter) {
      case Parameter.Bool(boolean value) -> value;
      case Parameter.Int(long value) -> value;
      case Parameter.Real(double value) -> value;
      case Parameter.Text(String value) -> value;
      case Parameter.Timestamp(Instant value) -> value;
      case Parameter.ListInt(List<Long> values) -> values;
      case Parameter.ListFloat(List<Double> values) -> values;
      case Parameter.ListText(List<String> values) -> values;
    };
  }

  /**
   * Returns when the producer sent the message, by its clock.
   *
   * @throws MetadataException if this metadata was not received: the node stamps what it sends
   */
  public Instant timestamp() {
    if (timestamp == null) {
      throw new MetadataException(
          owner + " was not received and has no timestamp: the node sets it on sending");
    }
    return timestamp.instant();
  }

  /** Returns which request this is, or answers; empty for other messages. */
  public Optional<String> requestId() {
    return text(org.dora.common.message.Metadata.REQUEST_ID);
  }

  /** Returns which goal of an action this is, or belongs to; empty for other messages. */
  public Optional<String> goalId() {
    return text(org.dora.common.message.Metadata.GOAL_ID);
  }

  /** Returns how a goal has ended; empty for feedback and other messages. */
  public Optional<GoalStatus> goalStatus() {
    return text(org.dora.common.message.Metadata.GOAL_STATUS).flatMap(GoalStatus::of);
  }

  /** Returns which part of a stream this is; empty for other messages. */
  public Optional<Chunk> chunk() {
    return Chunk.of(parameters);
  }

  private Optional<String> text(String key) {
    return parameters.get(key) instanceof Parameter.Text(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** Returns a text. */
  public String string(String key) {
    return require(key) instanceof Parameter.Text(String value) ? value : wrong(key, "a text");
  }

  /** Returns a text, or {@code absent} if there is no such key. */
  public String string(String key, String absent) {
    return contains(key) ? string(key) : absent;
  }

  /** Returns an integer. */
  public long longValue(String key) {
    return require(key) instanceof Parameter.Int(long value) ? value : wrong(key, "an integer");
  }

  /** Returns an integer, or {@code absent} if there is no such key. */
  public long longValue(String key, long absent) {
    return contains(key) ? longValue(key) : absent;
  }

  /** Returns a real number; an integer is taken as one, as Python writes {@code 1} for 1.0. */
  public double doubleValue(String key) {
    Parameter parameter = require(key);
    if (parameter instanceof Parameter.Int(long value)) {
      return value;
    }
    return parameter instanceof Parameter.Real(double value) ? value : wrong(key, "a real number");
  }

  /** Returns a real number, or {@code absent} if there is no such key. */
  public double doubleValue(String key, double absent) {
    return contains(key) ? doubleValue(key) : absent;
  }

  /** Returns a truth value. */
  public boolean booleanValue(String key) {
    return require(key) instanceof Parameter.Bool(boolean value)
        ? value
        : wrong(key, "a truth value");
  }

  /** Returns a truth value, or {@code absent} if there is no such key. */
  public boolean booleanValue(String key, boolean absent) {
    return contains(key) ? booleanValue(key) : absent;
  }

  /** Returns a point in time. */
  public Instant instant(String key) {
    return require(key) instanceof Parameter.Timestamp(Instant value)
        ? value
        : wrong(key, "a time");
  }

  /** Returns a list of integers. */
  public List<Long> longs(String key) {
    Parameter parameter = require(key);
    if (parameter instanceof Parameter.ListInt(List<Long> values)) {
      return values;
    }
    return isEmptyList(parameter) ? List.of() : wrong(key, "a list of integers");
  }

  /** Returns a list of real numbers; integers are taken as such. */
  public List<Double> doubles(String key) {
    Parameter parameter = require(key);
    if (parameter instanceof Parameter.ListFloat(List<Double> values)) {
      return values;
    }
    if (parameter instanceof Parameter.ListInt(List<Long> values)) {
      return values.stream().map(Long::doubleValue).toList();
    }
    return isEmptyList(parameter) ? List.of() : wrong(key, "a list of real numbers");
  }

  /** Returns a list of texts. */
  public List<String> strings(String key) {
    return require(key) instanceof Parameter.ListText(List<String> values)
        ? values
        : wrong(key, "a list of texts");
  }

  /** Python cannot say what its empty list is a list of; dora sends it as one of texts. */
  private static boolean isEmptyList(Parameter parameter) {
    return parameter instanceof Parameter.ListText(List<String> values) && values.isEmpty();
  }

  private Parameter require(String key) {
    Parameter parameter = parameters.get(key);
    if (parameter == null) {
      throw new MetadataException(owner + " has no `" + key + "`; it has " + parameters.keySet());
    }
    return parameter;
  }

  /** Always throws; declared to return a value so that it can stand in expressions. */
  private <T> T wrong(String key, String expected) {
    throw new MetadataException(
        owner + ": `" + key + "` is " + describe(require(key)) + ", expected " + expected);
  }

  private static String describe(Parameter parameter) {
    return switch (parameter) {
      case Parameter.Bool(boolean value) -> "the truth value " + value;
      case Parameter.Int(long value) -> "the integer " + value;
      case Parameter.Real(double value) -> "the real number " + value;
      case Parameter.Text(String value) -> "the text \"" + value + "\"";
      case Parameter.Timestamp(Instant value) -> "the time " + value;
      case Parameter.ListInt _ -> "a list of integers";
      case Parameter.ListFloat _ -> "a list of real numbers";
      case Parameter.ListText _ -> "a list of texts";
    };
  }

  /** Equal if it holds the same values; when it was sent does not matter. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Metadata that && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return parameters.hashCode();
  }

  @Override
  public String toString() {
    return "Metadata" + asMap();
  }
}
