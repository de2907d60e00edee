package org.dora.zenoh.wire;

import java.util.List;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohId;
import org.jspecify.annotations.Nullable;

/**
 * What one session says of another, or of itself (§7).
 *
 * @param node the sender's own number for it, which stands for {@code zid} later
 * @param sequence grows with each change
 * @param zid whom this is about; absent if it was said before
 * @param whatAmI which part it plays
 * @param locators where it listens; absent if nothing is said of that
 * @param gateway whether it is the way to other regions
 * @param links the numbers of those it has links to
 */
public record LinkState(
    long node,
    long sequence,
    @Nullable ZenohId zid,
    @Nullable WhatAmI whatAmI,
    @Nullable List<String> locators,
    boolean gateway,
    List<Long> links) {
  private static final int ZID = 0x01;
  private static final int WHAT_AM_I = 0x02;
  private static final int LOCATORS = 0x04;
  private static final int WEIGHTS = 0x08;
  private static final int GATEWAY = 0x10;

  static LinkState read(WireReader reader) {
    long options = reader.z();
    long node = reader.z();
    long sequence = reader.z();
    ZenohId zid = (options & ZID) != 0 ? reader.zid(reader.length()) : null;
    WhatAmI whatAmI = (options & WHAT_AM_I) != 0 ? whatAmI(reader.u8()) : null;
    List<String> locators =
        (options & LOCATORS) != 0 ? Lists.read(reader, WireReader::string) : null;
    List<Long> links = Lists.read(reader, WireReader::z);
    if ((options & WEIGHTS) != 0) {
      Lists.read(reader, WireReader::z);
    }
    return new LinkState(node, sequence, zid, whatAmI, locators, (options & GATEWAY) != 0, links);
  }

  private static WhatAmI whatAmI(int bit) {
    return switch (bit) {
      case 1 -> WhatAmI.ROUTER;
      case 2 -> WhatAmI.PEER;
      case 4 -> WhatAmI.CLIENT;
      default ->
          throw new MalformedException(
              "a link state is of kind %d; expected 1, 2 or 4".formatted(bit));
    };
  }

  void write(WireWriter writer) {
    writer.z(
        (zid != null ? ZID : 0)
            | (whatAmI != null ? WHAT_AM_I : 0)
            | (locators != null ? LOCATORS : 0)
            | (gateway ? GATEWAY : 0));
    writer.z(node);
    writer.z(sequence);
    if (zid != null) {
      writer.z(zid.size());
      writer.zid(zid);
    }
    if (whatAmI != null) {
      writer.u8(whatAmI.bit());
    }
    if (locators != null) {
      Lists.write(writer, locators, WireWriter::string);
    }
    Lists.write(writer, links, WireWriter::z);
  }
}
