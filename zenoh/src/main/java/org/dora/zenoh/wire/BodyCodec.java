package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import org.dora.zenoh.ConsolidationMode;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.SourceInfo;
import org.dora.zenoh.Timestamp;
import org.dora.zenoh.wire.DataBody.Del;
import org.dora.zenoh.wire.DataBody.Put;
import org.dora.zenoh.wire.QueryBody.Value;
import org.dora.zenoh.wire.ResponseBody.Err;
import org.dora.zenoh.wire.ResponseBody.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Encoding of what publications, queries and replies say (§5). The bytes of a payload at the end
 * are not written here: only their length is.
 *
 * <pre>
 * PUT   0x01 |T 0x20|E 0x40|Z : [timestamp]; [encoding]; source 0x41, attachment 0x43; payload
 * DEL   0x02 |T 0x20|Z        : [timestamp]; source 0x41, attachment 0x42
 * QUERY 0x03 |C 0x20|P 0x40|Z : [consolidation]; [parameters]; source 0x41, value 0x43, attachment 0x45
 * REPLY 0x04 |C 0x20|Z        : [consolidation]; extensions; PUT or DEL
 * ERR   0x05 |E 0x40|Z        : [encoding]; extensions; payload
 * </pre>
 */
final class BodyCodec {
  private static final int ID = 0x1f;
  private static final int PUT = 0x01;
  private static final int DEL = 0x02;
  private static final int QUERY = 0x03;
  private static final int REPLY = 0x04;
  private static final int ERR = 0x05;

  private static final int TIMESTAMP = 0x20;
  private static final int CONSOLIDATION = 0x20;
  private static final int ENCODING = 0x40;
  private static final int PARAMETERS = 0x40;

  private static final int SOURCE = 0x41;
  private static final int PUT_ATTACHMENT = 0x43;
  private static final int DEL_ATTACHMENT = 0x42;
  private static final int QUERY_VALUE = 0x43;
  private static final int QUERY_ATTACHMENT = 0x45;

  private BodyCodec() {}

  static DataBody readData(WireReader reader) {
    int header = reader.u8();
    return switch (header & ID) {
      case PUT -> readPut(reader, header);
      case DEL -> readDel(reader, header);
      default -> throw MalformedException.unknown("kind of data", header);
    };
  }

  private static Put readPut(WireReader reader, int header) {
    Timestamp timestamp = (header & TIMESTAMP) != 0 ? Fields.readTimestamp(reader) : null;
    Encoding encoding =
        (header & ENCODING) != 0 ? Fields.readEncoding(reader) : Encoding.ZENOH_BYTES;
    Additions additions = readAdditions(reader, header, PUT_ATTACHMENT);
    MemorySegment payload = reader.bytes();
    return new Put(timestamp, encoding, additions.source(), additions.attachment(), payload);
  }

  private static Del readDel(WireReader reader, int header) {
    Timestamp timestamp = (header & TIMESTAMP) != 0 ? Fields.readTimestamp(reader) : null;
    Additions additions = readAdditions(reader, header, DEL_ATTACHMENT);
    return new Del(timestamp, additions.source(), additions.attachment());
  }

  /** What data may have in its extensions. */
  private record Additions(@Nullable SourceInfo source, @Nullable MemorySegment attachment) {
    static final Additions NONE = new Additions(null, null);
  }

  private static Additions readAdditions(WireReader reader, int header, int attachmentId) {
    if ((header & Extension.MORE) == 0) {
      return Additions.NONE;
    }
    SourceInfo source = null;
    MemorySegment attachment = null;
    int last = header;
    while ((last & Extension.MORE) != 0) {
      last = reader.u8();
      int id = last & ~Extension.MORE;
      if (id == SOURCE) {
        source = Fields.readSource(reader);
      } else if (id == attachmentId) {
        attachment = reader.bytes();
      } else {
        Extension.skip(reader, last);
      }
    }
    return new Additions(source, attachment);
  }

  static void writeData(WireWriter writer, DataBody body) {
    @Nullable Timestamp timestamp = body.timestamp();
    int timed = timestamp != null ? TIMESTAMP : 0;
    switch (body) {
      case Put put -> {
        boolean encoded = !put.encoding().equals(Encoding.ZENOH_BYTES);
        writer.header(PUT | timed | (encoded ? ENCODING : 0));
        writeTimestamp(writer, timestamp);
        if (encoded) {
          Fields.writeEncoding(writer, put.encoding());
        }
        Fields.writeSource(writer, SOURCE, put.source());
        Fields.writeAttachment(writer, PUT_ATTACHMENT, put.attachment());
        writer.z(put.payload().byteSize());
      }
      case Del del -> {
        writer.header(DEL | timed);
        writeTimestamp(writer, timestamp);
        Fields.writeSource(writer, SOURCE, del.source());
        Fields.writeAttachment(writer, DEL_ATTACHMENT, del.attachment());
      }
    }
  }

  private static void writeTimestamp(WireWriter writer, @Nullable Timestamp timestamp) {
    if (timestamp != null) {
      Fields.writeTimestamp(writer, timestamp);
    }
  }

  static QueryBody readQuery(WireReader reader) {
    int header = reader.u8();
    if ((header & ID) != QUERY) {
      throw MalformedException.unknown("kind of request", header);
    }
    ConsolidationMode consolidation =
        (header & CONSOLIDATION) != 0 ? Fields.readConsolidation(reader) : ConsolidationMode.AUTO;
    String parameters = (header & PARAMETERS) != 0 ? reader.string() : "";
    SourceInfo source = null;
    Value value = null;
    MemorySegment attachment = null;
    int last = header;
    while ((last & Extension.MORE) != 0) {
      last = reader.u8();
      switch (last & ~Extension.MORE) {
        case SOURCE -> source = Fields.readSource(reader);
        case QUERY_VALUE -> value = readValue(reader);
        case QUERY_ATTACHMENT -> attachment = reader.bytes();
        default -> Extension.skip(reader, last);
      }
    }
    return new QueryBody(consolidation, parameters, source, value, attachment);
  }

  private static Value readValue(WireReader reader) {
    int size = reader.length();
    long after = reader.remaining() - size;
    Encoding encoding = Fields.readEncoding(reader);
    if (reader.remaining() < after) {
      throw new MalformedException("the value of a query is shorter than its encoding");
    }
    return new Value(encoding, reader.take(reader.remaining() - after));
  }

  static void writeQuery(WireWriter writer, QueryBody query) {
    boolean consolidated = query.consolidation() != ConsolidationMode.AUTO;
    boolean parametrised = !query.parameters().isEmpty();
    writer.header(QUERY | (consolidated ? CONSOLIDATION : 0) | (parametrised ? PARAMETERS : 0));
    if (consolidated) {
      writer.z(query.consolidation().ordinal());
    }
    if (parametrised) {
      writer.string(query.parameters());
    }
    Fields.writeSource(writer, SOURCE, query.source());
    Value value = query.value();
    if (value != null) {
      writer.extension(QUERY_VALUE);
      writer.z(Fields.encodedSize(value.encoding()) + value.payload().byteSize());
      Fields.writeEncoding(writer, value.encoding());
      writer.raw(value.payload());
    }
    Fields.writeAttachment(writer, QUERY_ATTACHMENT, query.attachment());
  }

  static ResponseBody readResponse(WireReader reader) {
    int header = reader.u8();
    return switch (header & ID) {
      case REPLY -> {
        ConsolidationMode consolidation =
            (header & CONSOLIDATION) != 0
                ? Fields.readConsolidation(reader)
                : ConsolidationMode.AUTO;
        Extension.skipAll(reader, header);
        yield new Reply(consolidation, readData(reader));
      }
      case ERR -> {
        Encoding encoding =
            (header & ENCODING) != 0 ? Fields.readEncoding(reader) : Encoding.ZENOH_BYTES;
        Extension.skipAll(reader, header);
        yield new Err(encoding, reader.bytes());
      }
      default -> throw MalformedException.unknown("kind of reply", header);
    };
  }

  static void writeResponse(WireWriter writer, ResponseBody body) {
    switch (body) {
      case Reply reply -> {
        boolean consolidated = reply.consolidation() != ConsolidationMode.AUTO;
        writer.header(REPLY | (consolidated ? CONSOLIDATION : 0));
        if (consolidated) {
          writer.z(reply.consolidation().ordinal());
        }
        writeData(writer, reply.data());
      }
      case Err err -> {
        boolean encoded = !err.encoding().equals(Encoding.ZENOH_BYTES);
        writer.header(ERR | (encoded ? ENCODING : 0));
        if (encoded) {
          Fields.writeEncoding(writer, err.encoding());
        }
        writer.z(err.payload().byteSize());
      }
    }
  }
}
