package org.dora.node;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/**
 * Something that a node is told: a message on an input, or a change around it.
 *
 * <p>The type is sealed, so a {@code switch} without {@code default} covers everything, and the
 * compiler points at the places to look at when a new kind of event is added.
 *
 * <p>All other events overtake waiting inputs: after {@link Stop} or {@link InputClosed} there may
 * still be messages that had arrived before (node-protocol.md, section 16.3).
 */
public sealed interface Event {

  /**
   * A message on an input.
   *
   * <p>Its data lies in memory outside the Java heap that is given back by {@link #close()}; the
   * node does so itself when the next event is taken, unless {@link #retain()} was called. Vectors
   * and segments are views of that memory and must not be used afterwards; arrays, texts and
   * metadata are copies and stay valid.
   *
   * <p>The typed getters take numbers of narrower types too where nothing is lost ({@link
   * #doubles()} takes Float32 and Int32, but not Int64). They throw {@link DataTypeException} if
   * the data has another type, if a value among it is null, or if there is not exactly one value
   * where one is asked for. Not thread-safe.
   */
  sealed interface Input extends Event, AutoCloseable permits ReceivedInput {
    /** Returns the input's name in the dataflow's descriptor. */
    String id();

    /** Returns what was sent beside the data, and when. */
    Metadata metadata();

    /** Returns whether there is data: a timer's tick, for instance, has none. */
    boolean hasData();

    /** Returns the number of values; zero without data. */
    int count();

    /**
     * Returns the name of the values' type, such as {@code float32}, {@code utf8}, {@code struct}.
     */
    String typeName();

    /**
     * Returns the data as an Arrow vector of that class, a view that is valid until {@link
     * #close()}.
     *
     * @throws DataTypeException if the data has another type
     */
    <V extends FieldVector> V as(Class<V> type);

    /**
     * Returns the data as an Arrow vector, whatever its type: a view, valid until {@link #close()}.
     */
    FieldVector vector();

    /**
     * Returns the values of fixed-width data as they lie in memory: little-endian, read-only, truth
     * values eight to a byte. Valid until {@link #close()}.
     */
    MemorySegment segment();

    /** Returns a copy of bytes: UInt8, as nodes of all languages send them, or Int8. */
    byte[] bytes();

    /** Returns a copy of integers of up to 32 bits. */
    int[] ints();

    /** Returns a copy of integers. */
    long[] longs();

    /** Returns a copy of real numbers of up to 32 bits. */
    float[] floats();

    /** Returns a copy of real numbers, or of integers of up to 32 bits. */
    double[] doubles();

    /** Returns a copy of truth values. */
    boolean[] booleans();

    /** Returns texts. */
    List<String> strings();

    /** Returns the text that is the only value. */
    String string();

    /** Returns the integer that is the only value. */
    long longValue();

    /** Returns the number that is the only value, as {@link #doubles()} takes it. */
    double doubleValue();

    /** Returns the truth value that is the only value. */
    boolean booleanValue();

    /**
     * Keeps the data valid beyond the next event; the caller closes this input some time.
     *
     * @return this
     */
    Input retain();

    /** Gives the data's memory back. Does nothing if that was done before. */
    @Override
    void close();
  }

  /**
   * No more messages will come on an input, or none came within its {@code input_timeout}.
   *
   * @param id the input
   */
  record InputClosed(String id) implements Event {}

  /**
   * An input that had timed out has messages again.
   *
   * @param id the input
   */
  record InputRecovered(String id) implements Event {}

  /**
   * A node that this one reads from has failed and will not be restarted.
   *
   * @param source the node that failed
   * @param error what the daemon knows about it
   * @param inputs the inputs that it fed
   */
  record NodeFailed(String source, String error, List<String> inputs) implements Event {}

  /**
   * A node that this one reads from is being restarted.
   *
   * @param source the restarted node
   */
  record NodeRestarted(String source) implements Event {}

  /**
   * A parameter was set ({@code dora param set}).
   *
   * @param key the parameter
   * @param json its value, as JSON text
   */
  record ParamUpdate(String key, String json) implements Event {
    /**
     * Returns the value: a {@code Map}, {@code List}, {@code String}, {@code Boolean}, {@code
     * Long}, {@code BigInteger} or {@code Double}; null for JSON's null.
     *
     * @throws DataTypeException if the text is no JSON
     */
    public @Nullable Object value() {
      try {
        return PlainJson.parse(json);
      } catch (PlainJson.InvalidException e) {
        throw new DataTypeException("parameter `" + key + "` is no JSON: " + e.getMessage());
      }
    }
  }

  /**
   * A parameter was deleted ({@code dora param delete}).
   *
   * @param key the parameter
   */
  record ParamDeleted(String key) implements Event {}

  /**
   * The source of an operator changed; of no interest to ordinary nodes.
   *
   * @param operatorId the operator, or null for all
   */
  record Reload(@Nullable String operatorId) implements Event {
    /** Returns the operator, or empty for all. */
    public Optional<String> operator() {
      return Optional.ofNullable(operatorId);
    }
  }

  /**
   * Something went wrong. A message that could not be decoded names its input, and the stream goes
   * on; without an input the connection to the daemon is lost, and the stream ends.
   *
   * @param id the input, or null
   * @param message what went wrong
   */
  record Error(@Nullable String id, String message) implements Event {
    /** Returns the input whose message was bad, or empty if the daemon is lost. */
    public Optional<String> input() {
      return Optional.ofNullable(id);
    }
  }

  /**
   * The node is to end. Messages that had arrived before still follow, then the stream ends.
   *
   * @param cause why
   */
  record Stop(Cause cause) implements Event {
    /** Why a node is to end. */
    public enum Cause {
      /** The dataflow is being stopped. */
      MANUAL,
      /** All inputs are closed. */
      ALL_INPUTS_CLOSED
    }
  }
}
