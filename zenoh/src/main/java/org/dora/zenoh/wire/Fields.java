package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.dora.zenoh.ConsolidationMode;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.SourceInfo;
import org.dora.zenoh.Timestamp;
import org.jspecify.annotations.Nullable;

/** Encoding of what several messages have (§2.5). */
final class Fields {
  /** Says in a header that the key has a suffix. */
  static final int NAMED = 0x20;

  /** Says in a header that the sender of the message has declared the scope. */
  static final int OF_SENDER = 0x40;

  private static final int HAS_SCHEMA = 1;
  private static final int LONGEST_SCHEMA = 255;
  private static final int LARGEST_ENCODING = 0xffff;
  private static final ConsolidationMode[] CONSOLIDATIONS = ConsolidationMode.values();

  private Fields() {}

  static WireExpr readKey(WireReader reader, int header) {
    int scope = reader.z16();
    int size = (header & NAMED) != 0 ? reader.length() : 0;
    return reader.key(scope, size, (header & OF_SENDER) != 0);
  }

  /** Returns the bits that a header has because of a key. */
  static int keyBits(WireExpr key) {
    return (key.suffix().isEmpty() ? 0 : NAMED) | (key.ofSender() ? OF_SENDER : 0);
  }

  static void writeKey(WireWriter writer, WireExpr key) {
    writer.z(key.scope());
    if (!key.suffix().isEmpty()) {
      writer.string(key.suffix());
    }
  }

  static Timestamp readTimestamp(WireReader reader) {
    long time = reader.z();
    return new Timestamp(time, reader.zid(reader.length()));
  }

  static void writeTimestamp(WireWriter writer, Timestamp timestamp) {
    writer.z(timestamp.ntp64());
    writer.z(timestamp.id().size());
    writer.zid(timestamp.id());
  }

  static Encoding readEncoding(WireReader reader) {
    long bits = reader.z32();
    long id = bits >>> 1;
    if (id > LARGEST_ENCODING) {
      throw new MalformedException("encoding %d; expected at most 65535".formatted(id));
    }
    if ((bits & HAS_SCHEMA) == 0) {
      return id == 0 ? Encoding.ZENOH_BYTES : new Encoding((int) id, null);
    }
    int size = reader.length();
    if (size > LONGEST_SCHEMA) {
      throw new MalformedException("a schema of %d bytes; expected at most 255".formatted(size));
    }
    return new Encoding((int) id, reader.string(size));
  }

  static void writeEncoding(WireWriter writer, Encoding encoding) {
    String schema = encoding.schema();
    writer.z(encoding.id() << 1 | (schema != null ? HAS_SCHEMA : 0));
    if (schema != null) {
      writer.string(schema);
    }
  }

  static int encodedSize(Encoding encoding) {
    int head = encoding.id() << 1 < 0x80 ? 1 : encoding.id() << 1 < 0x4000 ? 2 : 3;
    String schema = encoding.schema();
    if (schema == null) {
      return head;
    }
    int size = schema.getBytes(StandardCharsets.UTF_8).length;
    return head + (size < 0x80 ? 1 : 2) + size;
  }

  static ConsolidationMode readConsolidation(WireReader reader) {
    long number = reader.z();
    if (number < 0 || number >= CONSOLIDATIONS.length) {
      throw new MalformedException("consolidation %d; expected 0 to 3".formatted(number));
    }
    return CONSOLIDATIONS[(int) number];
  }

  static EntityGlobalId readEntity(WireReader reader) {
    return new EntityGlobalId(reader.zid((reader.u8() >>> 4) + 1), reader.z32());
  }

  static void writeEntity(WireWriter writer, EntityGlobalId entity) {
    writer.u8(entity.zid().size() - 1 << 4);
    writer.zid(entity.zid());
    writer.z(entity.eid());
  }

  /** Reads the value of an extension, in which nothing else may stand. */
  static SourceInfo readSource(WireReader reader) {
    long end = reader.length();
    long after = reader.remaining() - end;
    SourceInfo source = new SourceInfo(readEntity(reader), reader.z32());
    endAt(reader, after);
    return source;
  }

  static void writeSource(WireWriter writer, int extension, @Nullable SourceInfo source) {
    if (source != null) {
      EntityGlobalId entity = source.source();
      writer.extension(extension);
      writer.z(1 + entity.zid().size() + zSize(entity.eid()) + zSize(source.sequence()));
      writeEntity(writer, entity);
      writer.z(source.sequence());
    }
  }

  static void writeAttachment(WireWriter writer, int extension, @Nullable MemorySegment bytes) {
    if (bytes != null) {
      writer.extension(extension, bytes);
    }
  }

  static EntityGlobalId readResponder(WireReader reader) {
    long end = reader.length();
    long after = reader.remaining() - end;
    EntityGlobalId entity = readEntity(reader);
    endAt(reader, after);
    return entity;
  }

  static void writeResponder(WireWriter writer, int extension, EntityGlobalId responder) {
    writer.extension(extension);
    writer.z(1 + responder.zid().size() + zSize(responder.eid()));
    writeEntity(writer, responder);
  }

  private static void endAt(WireReader reader, long after) {
    if (reader.remaining() != after) {
      throw new MalformedException("an extension has another length than its value");
    }
  }

  /** Returns how many bytes an unsigned number of at most 32 bits takes. */
  private static int zSize(long value) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
  }
}
