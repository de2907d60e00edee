package org.dora.node;

import java.lang.foreign.MemorySegment;
import java.util.function.Function;
import org.apache.arrow.vector.FieldVector;

/**
 * Where an {@link Operator} sends its messages. Outputs have their names in the operator, as the
 * descriptor gives them.
 *
 * <p>For any thread, until the operator has ended. What may be thrown is said at {@link Node}.
 */
public final class Outputs {
  private final Function<String, Output> outputs;

  Outputs(Function<String, Output> outputs) {
    this.outputs = outputs;
  }

  /**
   * Returns an output, to write large messages in place. Its {@link Output#id() id} is that in the
   * node, {@code <operator>/<id>}.
   *
   * @param id its name in the operator
   * @throws org.dora.common.id.InvalidIdException if that can be no output's name
   */
  public Output output(String id) {
    return outputs.apply(id);
  }

  /** Sends a message without data: a signal. */
  public void send(String output) {
    send(output, Metadata.empty());
  }

  /** Sends metadata without data. */
  public void send(String output, Metadata metadata) {
    output(output).transmit(null, metadata);
  }

  /** Sends an Arrow vector, structs and lists included, by one copy; it stays the caller's. */
  public void send(String output, FieldVector vector) {
    send(output, vector, Metadata.empty());
  }

  /**
   * Sends an Arrow vector, structs and lists included, by one copy; it stays the caller's, with
   * metadata.
   */
  public void send(String output, FieldVector vector, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(vector), metadata);
  }

  /** Sends bytes, as UInt8. */
  public void send(String output, byte[] bytes) {
    send(output, bytes, Metadata.empty());
  }

  /** Sends bytes, as UInt8, with metadata. */
  public void send(String output, byte[] bytes, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(bytes), metadata);
  }

  /** Sends bytes from anywhere in memory, as UInt8. */
  public void send(String output, MemorySegment bytes) {
    send(output, bytes, Metadata.empty());
  }

  /** Sends bytes from anywhere in memory, as UInt8, with metadata. */
  public void send(String output, MemorySegment bytes, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(bytes), metadata);
  }

  /** Sends one text. */
  public void send(String output, String text) {
    send(output, text, Metadata.empty());
  }

  /** Sends one text, with metadata. */
  public void send(String output, String text, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(text), metadata);
  }

  /** Sends one integer, as Int64. */
  public void send(String output, long value) {
    send(output, value, Metadata.empty());
  }

  /** Sends one integer, as Int64, with metadata. */
  public void send(String output, long value, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(value), metadata);
  }

  /** Sends one real number, as Float64. */
  public void send(String output, double value) {
    send(output, value, Metadata.empty());
  }

  /** Sends one real number, as Float64, with metadata. */
  public void send(String output, double value, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(value), metadata);
  }

  /** Sends one truth value. */
  public void send(String output, boolean value) {
    send(output, value, Metadata.empty());
  }

  /** Sends one truth value, with metadata. */
  public void send(String output, boolean value, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(value), metadata);
  }

  /** Sends integers, as Int32. */
  public void send(String output, int[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends integers, as Int32, with metadata. */
  public void send(String output, int[] values, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(values), metadata);
  }

  /** Sends integers, as Int64. */
  public void send(String output, long[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends integers, as Int64, with metadata. */
  public void send(String output, long[] values, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(values), metadata);
  }

  /** Sends real numbers, as Float32. */
  public void send(String output, float[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends real numbers, as Float32, with metadata. */
  public void send(String output, float[] values, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(values), metadata);
  }

  /** Sends real numbers, as Float64. */
  public void send(String output, double[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends real numbers, as Float64, with metadata. */
  public void send(String output, double[] values, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(values), metadata);
  }

  /** Sends truth values. */
  public void send(String output, boolean[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends truth values, with metadata. */
  public void send(String output, boolean[] values, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(values), metadata);
  }
}
