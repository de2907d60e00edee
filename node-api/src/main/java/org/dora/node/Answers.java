package org.dora.node;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/**
 * An input that brings the answers of one server.
 *
 * @param input what the descriptor says of it; null if it does not list it
 */
record Answers(DataId id, @Nullable InputDescriptor input, EventQueue queue, EventStream events) {

  /** Returns what to wait for, from now on. To be called before the request is sent. */
  Correlation to(String subject, List<Predicate<ReceivedInput>> wanted) {
    return new Correlation(
        subject,
        wanted,
        id,
        input != null && input.source() instanceof InputMapping.User user ? user.source() : null,
        input != null && input.inputTimeout() == null,
        queue.arrivals());
  }

  Event.Input await(Correlation wanted, Duration timeout) {
    return events.await(wanted, timeout);
  }
}
