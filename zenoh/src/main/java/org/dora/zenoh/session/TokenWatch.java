package org.dora.zenoh.session;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.QoS;
import org.dora.zenoh.Sample;
import org.dora.zenoh.wire.DataBody;

/** Tells liveliness subscribers of tokens; all under the router's lock. */
final class TokenWatch {
  private static final DataBody ALIVE =
      new DataBody.Put(null, Encoding.ZENOH_BYTES, null, null, MemorySegment.NULL);
  private static final DataBody GONE = new DataBody.Del(null, null, null);

  /** Who is told of which tokens. */
  record Watcher(KeyExpr key, Inbox<Sample> inbox) {
    private void tell(KeyExpr token, DataBody body) {
      inbox.offer(ReceivedSample.of(token, QoS.DEFAULT, body, null));
    }
  }

  /** How often each key is a token: several sessions may have the same, or tell us of the same. */
  private final Map<KeyExpr, Integer> tokens = new HashMap<>();

  private final List<Watcher> watchers = new ArrayList<>();

  static ReceivedSample alive(KeyExpr token) {
    return ReceivedSample.of(token, QoS.DEFAULT, ALIVE, null);
  }

  void add(Watcher watcher, boolean history) {
    watchers.add(watcher);
    if (history) {
      for (KeyExpr token : tokens.keySet()) {
        if (watcher.key().intersects(token)) {
          watcher.tell(token, ALIVE);
        }
      }
    }
  }

  void remove(Watcher watcher) {
    watchers.remove(watcher);
  }

  void changed(KeyExpr token, boolean there) {
    int before = tokens.getOrDefault(token, 0);
    int after = before + (there ? 1 : -1);
    if (after == 0) {
      tokens.remove(token);
    } else {
      tokens.put(token, after);
    }
    if (before == 0 || after == 0) {
      for (Watcher watcher : watchers) {
        if (watcher.key().intersects(token)) {
          watcher.tell(token, there ? ALIVE : GONE);
        }
      }
    }
  }
}
