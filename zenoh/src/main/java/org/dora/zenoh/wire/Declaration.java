package org.dora.zenoh.wire;

import org.jspecify.annotations.Nullable;

/** What a session makes known to its neighbour, under numbers of its own choice (§4). */
public sealed interface Declaration {

  /** From now on the number stands for the key. */
  record KeyExprIs(int id, WireExpr key) implements Declaration {}

  /** The number stands for nothing any more. */
  record KeyExprGone(int id) implements Declaration {}

  record SubscriberIs(long id, WireExpr key) implements Declaration {}

  record SubscriberGone(long id) implements Declaration {}

  /**
   * A queryable.
   *
   * @param complete whether it has all that there is for its key
   * @param distance how many sessions it is away
   */
  record QueryableIs(long id, WireExpr key, boolean complete, int distance)
      implements Declaration {}

  record QueryableGone(long id) implements Declaration {}

  record TokenIs(long id, WireExpr key) implements Declaration {}

  /** A token is gone; by its key if it is known under no number. */
  record TokenGone(long id, @Nullable WireExpr key) implements Declaration {}

  /** All that was asked for, or all there is at the start, has been declared. */
  record Final() implements Declaration {}
}
