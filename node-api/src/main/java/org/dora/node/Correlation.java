package org.dora.node;

import java.util.List;
import java.util.function.Predicate;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Which messages answer a request, and what tells that none will come.
 *
 * @param subject the request for error messages, for instance {@code request `…` on output `add`}
 * @param wanted which messages to take, those that fit the first predicate before others
 * @param answers the input that brings answers
 * @param server the node behind that input; null if it is not fed by a node
 * @param closesOnce whether that input, once closed, stays so: it has no {@code input_timeout}
 * @param since {@link EventQueue#arrivals()} when the request was sent
 */
record Correlation(
    String subject,
    List<Predicate<ReceivedInput>> wanted,
    DataId answers,
    @Nullable NodeId server,
    boolean closesOnce,
    long since) {

  Correlation wanting(List<Predicate<ReceivedInput>> others) {
    return new Correlation(subject, others, answers, server, closesOnce, since);
  }
}
