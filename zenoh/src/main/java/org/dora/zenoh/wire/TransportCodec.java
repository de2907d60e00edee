package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.dora.zenoh.Priority;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohId;
import org.dora.zenoh.wire.TransportMessage.Close;
import org.dora.zenoh.wire.TransportMessage.Fragment;
import org.dora.zenoh.wire.TransportMessage.Frame;
import org.dora.zenoh.wire.TransportMessage.InitAck;
import org.dora.zenoh.wire.TransportMessage.InitSyn;
import org.dora.zenoh.wire.TransportMessage.KeepAlive;
import org.dora.zenoh.wire.TransportMessage.OpenAck;
import org.dora.zenoh.wire.TransportMessage.OpenSyn;
import org.dora.zenoh.wire.TransportMessage.Terms;

/**
 * Encoding of {@link TransportMessage}s (§3). Behind a {@link Frame} the caller reads network
 * messages as long as {@link NetworkCodec#isNext} says so.
 *
 * <pre>
 * INIT     0x01 |A 0x20|S 0x40|Z 0x80 : u8 version; u8 (zid size - 1) &lt;&lt; 4 | whatami; zid;
 *                                       [S: u8 resolution, u16 batch size]; [A: cookie]; extensions
 * OPEN     0x02 |A 0x20|T 0x40|Z 0x80 : z lease (T: seconds); z sequence; [not A: cookie]; extensions
 * CLOSE    0x03 |S 0x20               : u8 reason
 * ALIVE    0x04
 * FRAME    0x05 |R 0x20|Z 0x80        : z sequence; extensions; network messages
 * FRAGMENT 0x06 |R 0x20|M 0x40|Z 0x80 : z sequence; extensions; bytes
 * </pre>
 */
public final class TransportCodec {
  /** The version of the protocol that is spoken here. */
  public static final int VERSION = 9;

  private static final int ID = 0x1f;
  private static final int INIT = 0x01;
  private static final int OPEN = 0x02;
  private static final int CLOSE = 0x03;
  private static final int KEEP_ALIVE = 0x04;
  private static final int FRAME = 0x05;
  private static final int FRAGMENT = 0x06;

  private static final int ACK = 0x20;
  private static final int RELIABLE = 0x20;
  private static final int WHOLE_SESSION = 0x20;
  private static final int SIZES = 0x40;
  private static final int SECONDS = 0x40;
  private static final int MORE_FRAGMENTS = 0x40;

  private static final int PRIORITY = 0x31;
  private static final int FIRST = 0x02;
  private static final int DROP = 0x03;

  private static final long MILLIS = 1000;
  private static final long LONGEST_LEASE = Long.MAX_VALUE / MILLIS;

  private TransportCodec() {}

  /** Reads the next message. */
  public static TransportMessage read(WireReader reader) {
    int header = reader.u8();
    return switch (header & ID) {
      case INIT -> readInit(reader, header);
      case OPEN -> readOpen(reader, header);
      case CLOSE -> readClose(reader, header);
      case KEEP_ALIVE -> readKeepAlive(reader, header);
      case FRAME -> readFrame(reader, header);
      case FRAGMENT -> readFragment(reader, header);
      default -> throw MalformedException.unknown("transport message", header);
    };
  }

  private static TransportMessage readInit(WireReader reader, int header) {
    int version = reader.u8();
    int who = reader.u8();
    if ((who & 3) == 3) {
      throw new MalformedException("unknown kind of session 3; expected 0, 1 or 2");
    }
    WhatAmI whatAmI = WhatAmI.ofIndex(who & 3);
    ZenohId zid = reader.zid((who >>> 4) + 1);
    Terms terms = (header & SIZES) != 0 ? new Terms(reader.u8(), reader.u16()) : Terms.DEFAULT;
    if ((header & ACK) == 0) {
      return new InitSyn(version, whatAmI, zid, terms, extensions(reader, header));
    }
    MemorySegment cookie = reader.bytes();
    return new InitAck(version, whatAmI, zid, terms, cookie, extensions(reader, header));
  }

  private static TransportMessage readOpen(WireReader reader, int header) {
    long lease = reader.z();
    if (lease < 0 || lease > LONGEST_LEASE) {
      throw new MalformedException("a lease of %s".formatted(Long.toUnsignedString(lease)));
    }
    long millis = (header & SECONDS) != 0 ? lease * MILLIS : lease;
    long sequence = reader.z();
    if ((header & ACK) != 0) {
      return new OpenAck(millis, sequence, extensions(reader, header));
    }
    MemorySegment cookie = reader.bytes();
    return new OpenSyn(millis, sequence, cookie, extensions(reader, header));
  }

  private static List<Extension> extensions(WireReader reader, int header) {
    List<Extension> extensions = new ArrayList<>();
    int last = header;
    while ((last & Extension.MORE) != 0) {
      last = reader.u8();
      extensions.add(Extension.read(reader, last));
    }
    return extensions;
  }

  private static TransportMessage readClose(WireReader reader, int header) {
    CloseReason reason = CloseReason.of(reader.u8());
    Extension.skipAll(reader, header);
    return new Close(reason, (header & WHOLE_SESSION) != 0);
  }

  private static TransportMessage readKeepAlive(WireReader reader, int header) {
    Extension.skipAll(reader, header);
    return new KeepAlive();
  }

  private static TransportMessage readFrame(WireReader reader, int header) {
    long sequence = reader.z();
    Priority priority = Priority.DATA;
    int last = header;
    while ((last & Extension.MORE) != 0) {
      last = reader.u8();
      if ((last & ~Extension.MORE) == PRIORITY) {
        priority = priority(reader);
      } else {
        Extension.skip(reader, last);
      }
    }
    return new Frame((header & RELIABLE) != 0, sequence, priority);
  }

  private static TransportMessage readFragment(WireReader reader, int header) {
    long sequence = reader.z();
    Priority priority = Priority.DATA;
    boolean first = false;
    boolean drop = false;
    int last = header;
    while ((last & Extension.MORE) != 0) {
      last = reader.u8();
      switch (last & ~Extension.MORE) {
        case PRIORITY -> priority = priority(reader);
        case FIRST -> first = true;
        case DROP -> drop = true;
        default -> Extension.skip(reader, last);
      }
    }
    boolean more = (header & MORE_FRAGMENTS) != 0;
    boolean reliable = (header & RELIABLE) != 0;
    return new Fragment(reliable, more, sequence, priority, first, drop, reader.rest());
  }

  private static Priority priority(WireReader reader) {
    long number = reader.z();
    if (number < 0 || number >= Priority.count()) {
      throw new MalformedException("priority %d; expected 0 to 7".formatted(number));
    }
    return Priority.of((int) number);
  }

  /** Writes a message; behind a {@link Frame} belong network messages. */
  public static void write(WireWriter writer, TransportMessage message) {
    switch (message) {
      case InitSyn init -> {
        int header = INIT;
        writeInit(writer, header, init.version(), init.whatAmI(), init.zid(), init.terms());
        writeExtensions(writer, init.extensions());
      }
      case InitAck init -> {
        int header = INIT | ACK;
        writeInit(writer, header, init.version(), init.whatAmI(), init.zid(), init.terms());
        writer.bytes(init.cookie());
        writeExtensions(writer, init.extensions());
      }
      case OpenSyn open -> {
        writeOpen(writer, OPEN, open.leaseMillis(), open.initialSequence());
        writer.bytes(open.cookie());
        writeExtensions(writer, open.extensions());
      }
      case OpenAck open -> {
        writeOpen(writer, OPEN | ACK, open.leaseMillis(), open.initialSequence());
        writeExtensions(writer, open.extensions());
      }
      case Close close -> {
        writer.header(CLOSE | (close.session() ? WHOLE_SESSION : 0));
        writer.u8(close.reason().ordinal());
      }
      case KeepAlive _ -> writer.header(KEEP_ALIVE);
      case Frame frame -> writeFrame(writer, frame);
      case Fragment fragment -> {
        writeFragmentHead(writer, fragment);
        writer.raw(fragment.body());
      }
    }
  }

  private static void writeInit(
      WireWriter writer, int header, int version, WhatAmI whatAmI, ZenohId zid, Terms terms) {
    boolean sizes = !terms.equals(Terms.DEFAULT);
    writer.header(header | (sizes ? SIZES : 0));
    writer.u8(version);
    writer.u8(zid.size() - 1 << 4 | whatAmI.index());
    writer.zid(zid);
    if (sizes) {
      writer.u8(terms.resolution());
      writer.u16(terms.batchSize());
    }
  }

  private static void writeOpen(WireWriter writer, int header, long leaseMillis, long sequence) {
    boolean seconds = leaseMillis % MILLIS == 0;
    writer.header(header | (seconds ? SECONDS : 0));
    writer.z(seconds ? leaseMillis / MILLIS : leaseMillis);
    writer.z(sequence);
  }

  private static void writeExtensions(WireWriter writer, List<Extension> extensions) {
    for (Extension extension : extensions) {
      extension.write(writer);
    }
  }

  private static void writeFrame(WireWriter writer, Frame frame) {
    writer.header(FRAME | (frame.reliable() ? RELIABLE : 0));
    writer.z(frame.sequence());
    writePriority(writer, frame.priority());
  }

  /** Writes a fragment without its bytes. */
  public static void writeFragmentHead(WireWriter writer, Fragment fragment) {
    writer.header(
        FRAGMENT | (fragment.reliable() ? RELIABLE : 0) | (fragment.more() ? MORE_FRAGMENTS : 0));
    writer.z(fragment.sequence());
    writePriority(writer, fragment.priority());
    if (fragment.first()) {
      writer.extension(FIRST);
    }
    if (fragment.drop()) {
      writer.extension(DROP);
    }
  }

  private static void writePriority(WireWriter writer, Priority priority) {
    if (priority != Priority.DATA) {
      writer.extension(PRIORITY, priority.ordinal());
    }
  }
}
