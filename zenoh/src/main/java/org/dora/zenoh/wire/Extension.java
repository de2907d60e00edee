package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;

/**
 * An optional part of a handshake message (§2.4).
 *
 * @param id number, mandatory bit and kind of value: what names an extension on the wire
 * @param value of a {@link #NUMBER}; otherwise 0
 * @param body of {@link #BYTES}; otherwise empty
 */
public record Extension(int id, long value, MemorySegment body) {
  static final int MORE = 0x80;
  static final int KIND = 0x60;
  static final int NUMBER = 0x20;
  static final int BYTES = 0x40;
  static final int MANDATORY = 0x10;

  /** Messages carry priorities and reliabilities. */
  public static final int QOS = 0x01;

  /** Steps of user and password. */
  public static final int AUTH = 0x43;

  /** Which additions to the protocol are known; from 1 on: markers on fragments. */
  public static final int PATCH = 0x27;

  /** An extension without value. */
  public static Extension unit(int id) {
    return new Extension(id, 0, MemorySegment.NULL);
  }

  /** An extension whose value is a number. */
  public static Extension number(int id, long value) {
    return new Extension(id, value, MemorySegment.NULL);
  }

  /** An extension whose value is bytes. */
  public static Extension bytes(int id, MemorySegment body) {
    return new Extension(id, 0, body);
  }

  static Extension read(WireReader reader, int header) {
    int id = header & ~MORE;
    return switch (header & KIND) {
      case 0 -> unit(id);
      case NUMBER -> number(id, reader.z());
      case BYTES -> bytes(id, reader.bytes());
      default -> throw unknown(header);
    };
  }

  /** Passes over an extension that the decoder does not know. */
  static void skip(WireReader reader, int header) {
    if ((header & MANDATORY) != 0) {
      throw unknown(header);
    }
    switch (header & KIND) {
      case 0 -> {}
      case NUMBER -> reader.z();
      case BYTES -> reader.skip(reader.length());
      default -> throw unknown(header);
    }
  }

  /** Passes over all extensions of a message with this header. */
  static void skipAll(WireReader reader, int header) {
    int last = header;
    while ((last & MORE) != 0) {
      last = reader.u8();
      skip(reader, last);
    }
  }

  private static MalformedException unknown(int header) {
    return MalformedException.unknown("extension", header & ~MORE);
  }

  void write(WireWriter writer) {
    switch (id & KIND) {
      case NUMBER -> writer.extension(id, value);
      case BYTES -> writer.extension(id, body);
      default -> writer.extension(id);
    }
  }
}
