package org.dora.zenoh;

import java.util.Optional;

/** An answer to a query. */
public sealed interface Reply {

  /** Which queryable has answered, if it said so. */
  Optional<EntityGlobalId> replier();

  /** A value. */
  record Success(Optional<EntityGlobalId> replier, Sample sample) implements Reply {}

  /** Why there is no value. */
  record Failure(Optional<EntityGlobalId> replier, ZBytes payload, Encoding encoding)
      implements Reply {}
}
