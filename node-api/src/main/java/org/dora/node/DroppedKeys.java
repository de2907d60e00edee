package org.dora.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Keys of extensions whose values are gone, until the node asks for them. For any thread. */
final class DroppedKeys {
  /** Beyond it the oldest are forgotten (node-protocol.md, section 14). */
  static final int MAX = 4096;

  private record Dropped(String namespace, String key) {}

  private final ArrayDeque<Dropped> waiting = new ArrayDeque<>();

  synchronized void add(String namespace, String key) {
    if (waiting.size() == MAX) {
      waiting.removeFirst();
    }
    waiting.addLast(new Dropped(namespace, key));
  }

  /** Takes the keys of one namespace, oldest first. */
  synchronized List<String> drain(String namespace) {
    List<String> keys = new ArrayList<>();
    Iterator<Dropped> oldestFirst = waiting.iterator();
    while (oldestFirst.hasNext()) {
      Dropped dropped = oldestFirst.next();
      if (dropped.namespace().equals(namespace)) {
        keys.add(dropped.key());
        oldestFirst.remove();
      }
    }
    return keys;
  }
}
