package org.dora.zenoh.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.wire.NetworkMessage.Interest;
import org.dora.zenoh.wire.WireExpr;

/**
 * What this session wants to be told by neighbours that tell only who asks: routers, and whoever a
 * client is linked to. All under the router's lock.
 */
final class OwnInterests {
  private record Wish(Interest.Mode mode, int what, KeyExpr key) {}

  private final List<Face> faces;
  private final Map<Long, Wish> wishes = new LinkedHashMap<>();

  OwnInterests(List<Face> faces) {
    this.faces = faces;
  }

  /** Asks for something until {@link #end}. */
  void begin(long id, Interest.Mode mode, int what, KeyExpr key) {
    wishes.put(id, new Wish(mode, what, key));
    for (Face face : faces) {
      send(face, id, mode, what, key);
    }
  }

  /** Asks a new neighbour for everything. */
  void sendAll(Face face) {
    wishes.forEach((id, wish) -> send(face, id, wish.mode(), wish.what(), wish.key()));
  }

  private static void send(Face face, long id, Interest.Mode mode, int what, KeyExpr key) {
    if (face.isUpstream()) {
      face.send(new Interest(id, mode, what | Interest.KEY_EXPRS, WireExpr.of(key.toString())));
    }
  }

  void end(long id) {
    wishes.remove(id);
    for (Face face : faces) {
      if (face.isUpstream()) {
        face.send(new Interest(id, Interest.Mode.FINAL, 0, null));
        face.forgetUnwanted();
      }
    }
  }

  /** Returns whether something is still asked for. */
  boolean want(Entity entity) {
    for (Wish wish : wishes.values()) {
      if (entity.isWantedBy(wish.what(), wish.key())) {
        return true;
      }
    }
    return false;
  }
}
