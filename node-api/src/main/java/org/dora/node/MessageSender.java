package org.dora.node;

import java.lang.foreign.MemorySegment;
import org.apache.arrow.vector.FieldVector;

/** Spells out what may be sent without a {@link Data} around it; all of it for any thread. */
abstract sealed class MessageSender permits ConfiguredNode, Outputs {

  /** Sends a message. */
  public abstract void send(String output, Data data, Metadata metadata);

  /** Sends a message without metadata. */
  public void send(String output, Data data) {
    send(output, data, Metadata.empty());
  }

  /** Sends a message without data: a signal. */
  public void send(String output) {
    send(output, Metadata.empty());
  }

  /** Sends metadata without data. */
  public void send(String output, Metadata metadata) {
    send(output, Data.none(), metadata);
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
    send(output, Data.of(vector), metadata);
  }

  /** Sends bytes, as UInt8. */
  public void send(String output, byte[] bytes) {
    send(output, bytes, Metadata.empty());
  }

  /** Sends bytes, as UInt8, with metadata. */
  public void send(String output, byte[] bytes, Metadata metadata) {
    send(output, Data.of(bytes), metadata);
  }

  /** Sends bytes from anywhere in memory, as UInt8. */
  public void send(String output, MemorySegment bytes) {
    send(output, bytes, Metadata.empty());
  }

  /** Sends bytes from anywhere in memory, as UInt8, with metadata. */
  public void send(String output, MemorySegment bytes, Metadata metadata) {
    send(output, Data.of(bytes), metadata);
  }

  /** Sends one text. */
  public void send(String output, String text) {
    send(output, text, Metadata.empty());
  }

  /** Sends one text, with metadata. */
  public void send(String output, String text, Metadata metadata) {
    send(output, Data.of(text), metadata);
  }

  /** Sends one integer, as Int64. */
  public void send(String output, long value) {
    send(output, value, Metadata.empty());
  }

  /** Sends one integer, as Int64, with metadata. */
  public void send(String output, long value, Metadata metadata) {
    send(output, Data.of(value), metadata);
  }

  /** Sends one real number, as Float64. */
  public void send(String output, double value) {
    send(output, value, Metadata.empty());
  }

  /** Sends one real number, as Float64, with metadata. */
  public void send(String output, double value, Metadata metadata) {
    send(output, Data.of(value), metadata);
  }

  /** Sends one truth value. */
  public void send(String output, boolean value) {
    send(output, value, Metadata.empty());
  }

  /** Sends one truth value, with metadata. */
  public void send(String output, boolean value, Metadata metadata) {
    send(output, Data.of(value), metadata);
  }

  /** Sends integers, as Int32. */
  public void send(String output, int[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends integers, as Int32, with metadata. */
  public void send(String output, int[] values, Metadata metadata) {
    send(output, Data.of(values), metadata);
  }

  /** Sends integers, as Int64. */
  public void send(String output, long[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends integers, as Int64, with metadata. */
  public void send(String output, long[] values, Metadata metadata) {
    send(output, Data.of(values), metadata);
  }

  /** Sends real numbers, as Float32. */
  public void send(String output, float[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends real numbers, as Float32, with metadata. */
  public void send(String output, float[] values, Metadata metadata) {
    send(output, Data.of(values), metadata);
  }

  /** Sends real numbers, as Float64. */
  public void send(String output, double[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends real numbers, as Float64, with metadata. */
  public void send(String output, double[] values, Metadata metadata) {
    send(output, Data.of(values), metadata);
  }

  /** Sends truth values. */
  public void send(String output, boolean[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends truth values, with metadata. */
  public void send(String output, boolean[] values, Metadata metadata) {
    send(output, Data.of(values), metadata);
  }

  /**
   * Answers a request as the server of a service: sends its metadata back, {@code request_id}
   * included, with the response's data. For any thread, as long as the request is not closed.
   *
   * @param output the one that carries responses
   * @throws MetadataException if the message is no request: it has no {@code request_id}
   */
  public void respond(String output, Event.Input request, Data response) {
    request.metadata().string(org.dora.common.message.Metadata.REQUEST_ID);
    send(output, response, request.metadata());
  }
}
