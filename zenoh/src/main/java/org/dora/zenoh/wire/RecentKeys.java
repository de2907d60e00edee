package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The keys that were read last, so that what comes again and again is neither decoded nor made
 * again; for one thread.
 */
final class RecentKeys {
  private static final int PLACES = 16;

  private record Recent(WireExpr key, MemorySegment utf8) {}

  private final @Nullable Recent[] places = new Recent[PLACES];

  /** Returns the key with these parts, the same one as before if it is still known. */
  WireExpr of(int scope, WireReader reader, int size, boolean ofSender) {
    int place = (scope + size + reader.lastOf(size)) % PLACES;
    Recent recent = places[place];
    if (recent != null
        && recent.key().scope() == scope
        && recent.key().ofSender() == ofSender
        && reader.skipIfNext(recent.utf8(), size)) {
      return recent.key();
    }
    WireExpr key = new WireExpr(scope, reader.string(size), ofSender);
    MemorySegment utf8 = MemorySegment.ofArray(key.suffix().getBytes(StandardCharsets.UTF_8));
    places[place] = new Recent(key, utf8);
    return key;
  }
}
