package org.dora.zenoh.session;

import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.transport.Block;
import org.dora.zenoh.wire.ResponseBody;
import org.jspecify.annotations.Nullable;

/** Where the answers to a query go. */
interface Answers {

  /**
   * One answer has come.
   *
   * @param block the memory in which it lies; absent if it belongs to whoever answered, who may
   *     change it afterwards
   */
  void answer(
      KeyExpr key, @Nullable EntityGlobalId responder, ResponseBody body, @Nullable Block block);

  /** No more will come; called once. */
  void done();
}
