package org.dora.zenoh.session;

import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.KeyExpr;

/** The keys under which advanced publishers are found and asked: {@code key/@adv/pub/zid/eid/_}. */
final class AdvancedKeys {
  private AdvancedKeys() {}

  /** Returns the key of one publisher. */
  static KeyExpr of(KeyExpr key, EntityGlobalId publisher) {
    return key.join("@adv/pub/%s/%d/_".formatted(publisher.zid(), publisher.eid()));
  }

  /** Returns the key under which all publishers of a key can be asked. */
  static KeyExpr history(KeyExpr key) {
    return key.join("@adv/**");
  }

  /** Returns the key of the tokens of all publishers of a key. */
  static KeyExpr tokens(KeyExpr key) {
    return key.join("@adv/pub/**");
  }
}
