package org.dora.zenoh.wire;

import java.util.List;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohId;
import org.jspecify.annotations.Nullable;

/**
 * How sessions find each other by datagrams (§11).
 *
 * <pre>
 * SCOUT 0x01      : u8 version; u8 (zid size - 1) &lt;&lt; 4 | 0x08 if zid | kinds wanted; [zid]
 * HELLO 0x02|L 0x20 : u8 version; u8 (zid size - 1) &lt;&lt; 4 | whatami; zid; [L: locators]
 * </pre>
 */
public sealed interface Scouting {

  /** Asks all sessions of some kinds, as {@link WhatAmI#bit}s, to say where they listen. */
  record Scout(int kinds, @Nullable ZenohId zid) implements Scouting {}

  /** Says who listens where. */
  record Hello(WhatAmI whatAmI, ZenohId zid, List<String> locators) implements Scouting {}

  /** Reads a datagram. */
  static Scouting read(WireReader reader) {
    int header = reader.u8();
    int version = reader.u8();
    if (version != TransportCodec.VERSION) {
      throw new MalformedException("a datagram of protocol version %d".formatted(version));
    }
    int who = reader.u8();
    int size = (who >>> 4) + 1;
    return switch (header & Codes.ID) {
      case Codes.SCOUT ->
          new Scout(who & Codes.KINDS, (who & Codes.HAS_ZID) != 0 ? reader.zid(size) : null);
      case Codes.HELLO -> {
        if ((who & 3) == 3) {
          throw new MalformedException("unknown kind of session 3; expected 0, 1 or 2");
        }
        ZenohId zid = reader.zid(size);
        List<String> locators =
            (header & Codes.HAS_LOCATORS) != 0 ? Lists.read(reader, WireReader::string) : List.of();
        yield new Hello(WhatAmI.ofIndex(who & 3), zid, locators);
      }
      default -> throw MalformedException.unknown("datagram", header);
    };
  }

  /** Writes a datagram. */
  static void write(WireWriter writer, Scouting message) {
    switch (message) {
      case Scout scout -> {
        ZenohId zid = scout.zid();
        writer.header(Codes.SCOUT);
        writer.u8(TransportCodec.VERSION);
        if (zid == null) {
          writer.u8(scout.kinds());
        } else {
          writer.u8(zid.size() - 1 << 4 | Codes.HAS_ZID | scout.kinds());
          writer.zid(zid);
        }
      }
      case Hello hello -> {
        boolean listens = !hello.locators().isEmpty();
        writer.header(Codes.HELLO | (listens ? Codes.HAS_LOCATORS : 0));
        writer.u8(TransportCodec.VERSION);
        writer.u8(hello.zid().size() - 1 << 4 | hello.whatAmI().index());
        writer.zid(hello.zid());
        if (listens) {
          Lists.write(writer, hello.locators(), WireWriter::string);
        }
      }
    }
  }

  /** The numbers of both datagrams. */
  final class Codes {
    private static final int ID = 0x1f;
    private static final int SCOUT = 0x01;
    private static final int HELLO = 0x02;
    private static final int HAS_LOCATORS = 0x20;
    private static final int HAS_ZID = 0x08;
    private static final int KINDS = 0x07;

    private Codes() {}
  }
}
