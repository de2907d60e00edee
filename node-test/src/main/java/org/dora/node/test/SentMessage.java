package org.dora.node.test;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.arrow.vector.FieldVector;
import org.dora.node.DataTypeException;
import org.dora.node.Event;
import org.dora.node.Metadata;
import org.dora.node.SimulatedDaemon.Sent;
import org.jspecify.annotations.Nullable;

/**
 * A message that a node under test has sent, read as a receiver reads an {@link Event.Input}. The
 * typed getters fail with an {@code AssertionError} that tells what was sent instead, and where.
 * Views are valid until the end of the test.
 */
public final class SentMessage {
  /** How many characters of the values failures show. */
  private static final int SHOWN = 60;

  private final Sent sent;

  SentMessage(Sent sent) {
    this.sent = sent;
  }

  /** Returns when it was sent, after the start, in the time of the test. */
  public Duration time() {
    return sent.time();
  }

  /** Returns the line of the program that has sent it. */
  public StackTraceElement place() {
    return sent.place();
  }

  /** Returns what was sent beside the data. */
  public Metadata metadata() {
    return sent.message().metadata();
  }

  /** Returns whether there is data. */
  public boolean hasData() {
    return sent.message().hasData();
  }

  /** Returns the number of values; zero without data. */
  public int count() {
    return sent.message().count();
  }

  /** Returns the name of the values' type, such as {@code float32}, {@code utf8}. */
  public String typeName() {
    return sent.message().typeName();
  }

  /** Returns the values as {@link TestOutput#values()} has them. */
  public List<@Nullable Object> values() {
    return read(_ -> sent.values());
  }

  /** Returns the data as an Arrow vector of that class. */
  public <V extends FieldVector> V as(Class<V> type) {
    return read(message -> message.as(type));
  }

  /** Returns the data as an Arrow vector, whatever its type. */
  public FieldVector vector() {
    return read(Event.Input::vector);
  }

  /** Returns the values of fixed-width data as they lie in memory. */
  public MemorySegment segment() {
    return read(Event.Input::segment);
  }

  /** Returns bytes. */
  public byte[] bytes() {
    return read(Event.Input::bytes);
  }

  /** Returns integers of up to 32 bits. */
  public int[] ints() {
    return read(Event.Input::ints);
  }

  /** Returns integers. */
  public long[] longs() {
    return read(Event.Input::longs);
  }

  /** Returns real numbers of up to 32 bits. */
  public float[] floats() {
    return read(Event.Input::floats);
  }

  /** Returns real numbers, or integers of up to 32 bits. */
  public double[] doubles() {
    return read(Event.Input::doubles);
  }

  /** Returns truth values. */
  public boolean[] booleans() {
    return read(Event.Input::booleans);
  }

  /** Returns texts. */
  public List<String> strings() {
    return read(Event.Input::strings);
  }

  /** Returns the text that is the only value. */
  public String string() {
    return read(Event.Input::string);
  }

  /** Returns the integer that is the only value. */
  public long longValue() {
    return read(Event.Input::longValue);
  }

  /** Returns the number that is the only value. */
  public double doubleValue() {
    return read(Event.Input::doubleValue);
  }

  /** Returns the truth value that is the only value. */
  public boolean booleanValue() {
    return read(Event.Input::booleanValue);
  }

  private <T> T read(Function<Event.Input, T> access) {
    try {
      return access.apply(sent.message());
    } catch (DataTypeException e) {
      throw new AssertionError(
          "output `%s`: a message is %s\na receiver would say: %s"
              .formatted(sent.output(), this, e.getMessage()),
          e);
    }
  }

  @Override
  public String toString() {
    return "%s, sent after %s s at %s"
        .formatted(shown(), sent.time().toNanos() / 1e9, sent.place());
  }

  private String shown() {
    String what = typeName() + " x " + count();
    try {
      String values = sent.values().toString();
      return what + " " + (values.length() <= SHOWN ? values : values.substring(0, SHOWN) + "…");
    } catch (DataTypeException _) {
      return what;
    }
  }
}
