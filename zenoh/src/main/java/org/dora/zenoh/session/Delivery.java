package org.dora.zenoh.session;

import org.dora.zenoh.PublisherOptions;
import org.dora.zenoh.Reliability;
import org.dora.zenoh.transport.Patience;
import org.jspecify.annotations.Nullable;

/**
 * How publications are sent besides what they say themselves.
 *
 * @param patience how long to wait for room, instead of what the congestion control says
 */
record Delivery(Reliability reliability, @Nullable Patience patience) {
  /** What publications of others have that are passed on. */
  static final Delivery OF_OTHERS = new Delivery(Reliability.RELIABLE, null);

  static Delivery of(PublisherOptions options) {
    Patience patience = options.waitAtMost().map(limit -> new Patience(limit, false)).orElse(null);
    return new Delivery(options.reliability(), patience);
  }
}
