package org.dora.zenoh.session;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.dora.zenoh.PutOptions;
import org.dora.zenoh.ZBytes;
import org.dora.zenoh.wire.DataBody;
import org.jspecify.annotations.Nullable;

/** Makes what is sent out of what the caller has given. */
final class Bodies {
  private Bodies() {}

  static DataBody put(ZBytes payload, PutOptions options) {
    return new DataBody.Put(
        options.timestamp().orElse(null),
        options.encoding(),
        options.sourceInfo().orElse(null),
        attachment(options),
        payload.segment());
  }

  static DataBody del(PutOptions options) {
    return new DataBody.Del(
        options.timestamp().orElse(null), options.sourceInfo().orElse(null), attachment(options));
  }

  private static @Nullable MemorySegment attachment(PutOptions options) {
    ZBytes attachment = options.attachment().orElse(null);
    return attachment == null ? null : attachment.segment();
  }

  /** Returns the same in memory that nobody else has. */
  static DataBody ownCopy(DataBody body) {
    return switch (body) {
      case DataBody.Put put ->
          new DataBody.Put(
              put.timestamp(),
              put.encoding(),
              put.source(),
              copyOrNull(put.attachment()),
              copy(put.payload()));
      case DataBody.Del del ->
          new DataBody.Del(del.timestamp(), del.source(), copyOrNull(del.attachment()));
    };
  }

  private static @Nullable MemorySegment copyOrNull(@Nullable MemorySegment bytes) {
    return bytes == null ? null : copy(bytes);
  }

  static MemorySegment copy(MemorySegment bytes) {
    return Arena.ofAuto().allocate(bytes.byteSize()).copyFrom(bytes);
  }
}
