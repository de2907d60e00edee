package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.QoS;
import org.dora.zenoh.QueryTarget;
import org.dora.zenoh.Timestamp;
import org.dora.zenoh.wire.NetworkMessage.Declare;
import org.dora.zenoh.wire.NetworkMessage.Interest;
import org.dora.zenoh.wire.NetworkMessage.LinkStateList;
import org.dora.zenoh.wire.NetworkMessage.Push;
import org.dora.zenoh.wire.NetworkMessage.Request;
import org.dora.zenoh.wire.NetworkMessage.Response;
import org.dora.zenoh.wire.NetworkMessage.ResponseFinal;
import org.dora.zenoh.wire.NetworkMessage.UnknownOam;
import org.jspecify.annotations.Nullable;

/**
 * Encoding of {@link NetworkMessage}s (§4).
 *
 * <pre>
 * PUSH     0x1d |N 0x20|M 0x40|Z : key; extensions; data
 * REQUEST  0x1c |N|M|Z           : z id; key; extensions; query
 * RESPONSE 0x1b |N|M|Z           : z id; key; extensions; reply or error
 * FINAL    0x1a |Z               : z id; extensions
 * DECLARE  0x1e |I 0x20|Z        : [z interest]; extensions; declaration
 * INTEREST 0x19 |mode &lt;&lt; 5|Z    : z id; [not final: u8 options; [key]]; extensions
 * OAM      0x1f |kind &lt;&lt; 5|Z    : z id; extensions; body of that kind
 * </pre>
 */
public final class NetworkCodec {
  private static final int ID = 0x1f;
  private static final int INTEREST = 0x19;
  private static final int RESPONSE_FINAL = 0x1a;
  private static final int RESPONSE = 0x1b;
  private static final int REQUEST = 0x1c;
  private static final int PUSH = 0x1d;
  private static final int DECLARE = 0x1e;
  private static final int OAM = 0x1f;

  private static final int OF_INTEREST = 0x20;
  private static final int MODE_SHIFT = 5;
  private static final int LINK_STATES = 1;

  private static final int QOS = 0x21;
  private static final int TIMESTAMP = 0x42;
  private static final int NODE = 0x33;
  private static final int TARGET = 0x34;
  private static final int TIMEOUT = 0x26;
  private static final int RESPONDER = 0x43;

  private static final int RESTRICTED = 0x10;
  private static final int OPTION_NAMED = 0x20;
  private static final int OPTION_OF_SENDER = 0x40;
  private static final int WHAT = 0x8f;

  private static final Interest.Mode[] MODES = Interest.Mode.values();
  private static final QueryTarget[] TARGETS = QueryTarget.values();

  private NetworkCodec() {}

  /** Returns whether the next byte begins a network message; the reader must have one. */
  public static boolean isNext(WireReader reader) {
    return (reader.peek() & ID) >= INTEREST;
  }

  /** Reads the next message. */
  public static NetworkMessage read(WireReader reader) {
    int header = reader.u8();
    return switch (header & ID) {
      case PUSH -> readPush(reader, header);
      case REQUEST -> readRequest(reader, header);
      case RESPONSE -> readResponse(reader, header);
      case RESPONSE_FINAL -> {
        long id = reader.z32();
        skipExtensions(reader, header);
        yield new ResponseFinal(id);
      }
      case DECLARE -> {
        long interest = (header & OF_INTEREST) != 0 ? reader.z32() : Declare.UNASKED;
        skipExtensions(reader, header);
        yield new Declare(interest, DeclarationCodec.read(reader));
      }
      case INTEREST -> readInterest(reader, header);
      case OAM -> readOam(reader, header);
      default -> throw MalformedException.unknown("network message", header);
    };
  }

  /** Returns how long a message is at least, of which {@code beginning} is the first part. */
  public static long announcedSize(MemorySegment beginning) {
    WireReader reader = new WireReader(beginning).ofBeginning();
    try {
      read(reader);
    } catch (MalformedException _) {
      // It ends before its last field, or is malformed, which whoever reads all of it will see.
    }
    return beginning.byteSize() + reader.missing();
  }

  private static Push readPush(WireReader reader, int header) {
    WireExpr key = Fields.readKey(reader, header);
    QoS qos = QoS.DEFAULT;
    Timestamp timestamp = null;
    int last = header;
    while ((last & Extension.MORE) != 0) {
      last = reader.u8();
      switch (last & ~Extension.MORE) {
        case QOS -> qos = QoS.of(reader.z());
        case TIMESTAMP -> timestamp = readTimestamp(reader);
        case NODE -> reader.z();
        default -> Extension.skip(reader, last);
      }
    }
    return new Push(key, qos, timestamp, BodyCodec.readData(reader));
  }

  private static Timestamp readTimestamp(WireReader reader) {
    int size = reader.length();
    long after = reader.remaining() - size;
    Timestamp timestamp = Fields.readTimestamp(reader);
    if (reader.remaining() != after) {
      throw new MalformedException("a timestamp is not as long as its extension says");
    }
    return timestamp;
  }

  private static Request readRequest(WireReader reader, int header) {
    long id = reader.z32();
    WireExpr key = Fields.readKey(reader, header);
    QoS qos = QoS.DEFAULT;
    Timestamp timestamp = null;
    QueryTarget target = QueryTarget.BEST_MATCHING;
    long timeout = Request.NO_TIMEOUT;
    int last = header;
    while ((last & Extension.MORE) != 0) {
      last = reader.u8();
      switch (last & ~Extension.MORE) {
        case QOS -> qos = QoS.of(reader.z());
        case TIMESTAMP -> timestamp = readTimestamp(reader);
        case NODE -> reader.z();
        case TARGET -> target = target(reader.z());
        case TIMEOUT -> timeout = reader.z();
        default -> Extension.skip(reader, last);
      }
    }
    return new Request(id, key, qos, timestamp, target, timeout, BodyCodec.readQuery(reader));
  }

  private static QueryTarget target(long number) {
    if (number < 0 || number >= TARGETS.length) {
      throw new MalformedException("query target %d; expected 0 to 2".formatted(number));
    }
    return TARGETS[(int) number];
  }

  private static Response readResponse(WireReader reader, int header) {
    long id = reader.z32();
    WireExpr key = Fields.readKey(reader, header);
    QoS qos = QoS.DEFAULT;
    Timestamp timestamp = null;
    EntityGlobalId responder = null;
    int last = header;
    while ((last & Extension.MORE) != 0) {
      last = reader.u8();
      switch (last & ~Extension.MORE) {
        case QOS -> qos = QoS.of(reader.z());
        case TIMESTAMP -> timestamp = readTimestamp(reader);
        case RESPONDER -> responder = Fields.readResponder(reader);
        default -> Extension.skip(reader, last);
      }
    }
    ResponseBody body = BodyCodec.readResponse(reader);
    return new Response(id, key, qos, timestamp, responder, body);
  }

  private static Interest readInterest(WireReader reader, int header) {
    long id = reader.z32();
    Interest.Mode mode = MODES[header >>> MODE_SHIFT & 3];
    int options = 0;
    WireExpr key = null;
    if (mode != Interest.Mode.FINAL) {
      options = reader.u8();
      if ((options & RESTRICTED) != 0) {
        int bits =
            ((options & OPTION_NAMED) != 0 ? Fields.NAMED : 0)
                | ((options & OPTION_OF_SENDER) != 0 ? Fields.OF_SENDER : 0);
        key = Fields.readKey(reader, bits);
      }
    }
    skipExtensions(reader, header);
    return new Interest(id, mode, options & WHAT, key);
  }

  private static NetworkMessage readOam(WireReader reader, int header) {
    int id = reader.z16();
    skipExtensions(reader, header);
    int kind = header & Extension.KIND;
    if (id == LINK_STATES && kind == Extension.BYTES) {
      List<LinkState> states = Lists.read(new WireReader(reader.bytes()), LinkState::read);
      return new LinkStateList(states);
    }
    switch (kind) {
      case 0 -> {}
      case Extension.NUMBER -> reader.z();
      case Extension.BYTES -> reader.bytes();
      default -> throw new MalformedException("unknown kind of OAM body");
    }
    return new UnknownOam(id);
  }

  private static void skipExtensions(WireReader reader, int header) {
    int last = header;
    while ((last & Extension.MORE) != 0) {
      last = reader.u8();
      if ((last & ~Extension.MORE) == NODE) {
        reader.z();
      } else {
        Extension.skip(reader, last);
      }
    }
  }

  /**
   * Writes a message up to and without the bytes of its {@link NetworkMessage#payload}, whose
   * length is the last thing written then.
   */
  public static void writeHead(WireWriter writer, NetworkMessage message) {
    switch (message) {
      case Push push -> {
        writer.header(PUSH | Fields.keyBits(push.key()));
        Fields.writeKey(writer, push.key());
        writeCommon(writer, push.qos(), push.timestamp());
        BodyCodec.writeData(writer, push.body());
      }
      case Request request -> writeRequest(writer, request);
      case Response response -> {
        writer.header(RESPONSE | Fields.keyBits(response.key()));
        writer.z(response.requestId());
        Fields.writeKey(writer, response.key());
        writeCommon(writer, response.qos(), response.timestamp());
        EntityGlobalId responder = response.responder();
        if (responder != null) {
          Fields.writeResponder(writer, RESPONDER, responder);
        }
        BodyCodec.writeResponse(writer, response.body());
      }
      case ResponseFinal end -> {
        writer.header(RESPONSE_FINAL);
        writer.z(end.requestId());
        writeCommon(writer, end.qos(), null);
      }
      case Declare declare -> {
        boolean asked = declare.interestId() != Declare.UNASKED;
        writer.header(DECLARE | (asked ? OF_INTEREST : 0));
        if (asked) {
          writer.z(declare.interestId());
        }
        writeCommon(writer, declare.qos(), null);
        DeclarationCodec.write(writer, declare.declaration());
      }
      case Interest interest -> writeInterest(writer, interest);
      case LinkStateList list -> writeLinkStates(writer, list);
      case UnknownOam oam -> {
        writer.header(OAM);
        writer.z(oam.id());
        writeCommon(writer, oam.qos(), null);
      }
    }
  }

  private static void writeCommon(WireWriter writer, QoS qos, @Nullable Timestamp timestamp) {
    if (!qos.equals(QoS.DEFAULT)) {
      writer.extension(QOS, qos.bits());
    }
    if (timestamp != null) {
      WireWriter value = new WireWriter();
      Fields.writeTimestamp(value, timestamp);
      writer.extension(TIMESTAMP, value.written());
    }
  }

  private static void writeRequest(WireWriter writer, Request request) {
    writer.header(REQUEST | Fields.keyBits(request.key()));
    writer.z(request.id());
    Fields.writeKey(writer, request.key());
    writeCommon(writer, request.qos(), request.timestamp());
    if (request.target() != QueryTarget.BEST_MATCHING) {
      writer.extension(TARGET, request.target().ordinal());
    }
    if (request.timeoutMillis() != Request.NO_TIMEOUT) {
      writer.extension(TIMEOUT, request.timeoutMillis());
    }
    BodyCodec.writeQuery(writer, request.query());
  }

  private static void writeInterest(WireWriter writer, Interest interest) {
    writer.header(INTEREST | interest.mode().ordinal() << MODE_SHIFT);
    writer.z(interest.id());
    if (interest.mode() != Interest.Mode.FINAL) {
      WireExpr key = interest.key();
      if (key == null) {
        writer.u8(interest.what());
      } else {
        writer.u8(
            interest.what()
                | RESTRICTED
                | (key.suffix().isEmpty() ? 0 : OPTION_NAMED)
                | (key.ofSender() ? OPTION_OF_SENDER : 0));
        Fields.writeKey(writer, key);
      }
    }
    writeCommon(writer, interest.qos(), null);
  }

  private static void writeLinkStates(WireWriter writer, LinkStateList list) {
    WireWriter body = new WireWriter();
    Lists.write(body, list.states(), (target, state) -> state.write(target));
    writer.header(OAM | Extension.BYTES);
    writer.z(LINK_STATES);
    writeCommon(writer, list.qos(), null);
    writer.bytes(body.written());
  }
}
