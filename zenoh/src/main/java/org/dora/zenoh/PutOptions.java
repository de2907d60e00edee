package org.dora.zenoh;

import java.util.Optional;

/** What goes along with one value. */
public record PutOptions(
    Encoding encoding,
    Optional<ZBytes> attachment,
    Optional<Timestamp> timestamp,
    Optional<SourceInfo> sourceInfo) {
  /** Nothing but the value. */
  public static final PutOptions DEFAULT =
      new PutOptions(Encoding.ZENOH_BYTES, Optional.empty(), Optional.empty(), Optional.empty());

  public PutOptions withEncoding(Encoding newEncoding) {
    return new PutOptions(newEncoding, attachment, timestamp, sourceInfo);
  }

  public PutOptions withAttachment(ZBytes newAttachment) {
    return new PutOptions(encoding, Optional.of(newAttachment), timestamp, sourceInfo);
  }

  public PutOptions withTimestamp(Timestamp newTimestamp) {
    return new PutOptions(encoding, attachment, Optional.of(newTimestamp), sourceInfo);
  }

  public PutOptions withSourceInfo(SourceInfo newSourceInfo) {
    return new PutOptions(encoding, attachment, timestamp, Optional.of(newSourceInfo));
  }
}
