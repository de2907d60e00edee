package org.dora.zenoh;

import java.time.Duration;
import java.util.function.Consumer;

/** Who is alive in the network. */
public interface Liveliness {

  /** Says that {@code key} is alive; it must have no wildcards. */
  LivelinessToken declareToken(KeyExpr key);

  /**
   * Is told of tokens that come, by a {@link SampleKind#PUT} with the token's key, and that go, by
   * a {@link SampleKind#DELETE}.
   *
   * @param history whether it is told of those that are there, too
   */
  Subscriber declareSubscriber(KeyExpr key, boolean history, Consumer<Sample> callback);

  /** Returns the tokens that are there, as replies. */
  Channel<Reply> get(KeyExpr key, Duration timeout);
}
