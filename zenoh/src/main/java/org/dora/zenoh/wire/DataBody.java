package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.SourceInfo;
import org.dora.zenoh.Timestamp;
import org.jspecify.annotations.Nullable;

/** What a publication or a reply says of its key (§5). */
public sealed interface DataBody {
  @Nullable Timestamp timestamp();

  @Nullable SourceInfo source();

  @Nullable MemorySegment attachment();

  default MemorySegment payload() {
    return MemorySegment.NULL;
  }

  /** A new value. */
  record Put(
      @Nullable Timestamp timestamp,
      Encoding encoding,
      @Nullable SourceInfo source,
      @Nullable MemorySegment attachment,
      MemorySegment payload)
      implements DataBody {}

  /** No value any more. */
  record Del(
      @Nullable Timestamp timestamp,
      @Nullable SourceInfo source,
      @Nullable MemorySegment attachment)
      implements DataBody {}
}
