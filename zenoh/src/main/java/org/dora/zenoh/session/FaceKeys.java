package org.dora.zenoh.session;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.ZenohException;
import org.dora.zenoh.wire.WireExpr;
import org.jspecify.annotations.Nullable;

/**
 * How keys are written between this session and one neighbour: each side may give numbers to keys.
 * What is received is looked up by the thread that reads only.
 */
final class FaceKeys {
  private static final int LARGEST_CACHE = 1000;

  private final Map<Integer, String> theirs = new HashMap<>();

  /** Keys as they come, so that each is taken apart once. */
  private final Map<String, KeyExpr> cached = new HashMap<>();

  /** What was resolved last, since one publication is often followed by another of its key. */
  private WireExpr lastExpr = WireExpr.of("");

  private @Nullable KeyExpr lastKey;

  private final Map<KeyExpr, WireExpr> ourNumbers = new ConcurrentHashMap<>();
  private final Map<Integer, String> ours = new ConcurrentHashMap<>();

  /** Chooses a number for a key, which the neighbour has to be told before it is used. */
  int begin(KeyExpr key) {
    int number = ourNumbers.size() + 1;
    ours.put(number, key.toString());
    return number;
  }

  /** Writes a key by its number from now on. */
  void use(KeyExpr key, int number) {
    ourNumbers.put(key, WireExpr.declared(number));
  }

  /** Returns how a key is written. */
  WireExpr sent(KeyExpr key) {
    WireExpr number = ourNumbers.get(key);
    return number != null ? number : WireExpr.of(key.toString());
  }

  /** The neighbour gives a number to a key. */
  void declared(int number, WireExpr key) {
    theirs.put(number, text(key));
    lastKey = null;
  }

  void undeclared(int number) {
    theirs.remove(number);
    lastKey = null;
  }

  /**
   * Returns the key that was meant.
   *
   * @throws ZenohException if it is malformed or has a number that stands for nothing
   */
  KeyExpr resolve(WireExpr expr) {
    KeyExpr last = lastKey;
    if (last != null && lastExpr.equals(expr)) {
      return last;
    }
    KeyExpr key = lookUp(text(expr));
    lastExpr = expr;
    lastKey = key;
    return key;
  }

  private KeyExpr lookUp(String text) {
    KeyExpr key = cached.get(text);
    if (key == null) {
      key = KeyExpr.autocanonize(text);
      if (cached.size() >= LARGEST_CACHE) {
        cached.clear();
      }
      cached.put(text, key);
    }
    return key;
  }

  private String text(WireExpr expr) {
    if (expr.scope() == 0) {
      return expr.suffix();
    }
    String prefix = (expr.ofSender() ? theirs : ours).get(expr.scope());
    if (prefix == null) {
      throw new ZenohException("the number %d stands for no key".formatted(expr.scope()));
    }
    return expr.suffix().isEmpty() ? prefix : prefix + expr.suffix();
  }
}
