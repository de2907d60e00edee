package org.dora.coordinator.control;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dora.common.DoraException;
import org.dora.common.control.ControlLink;
import org.dora.common.control.ControlReply;
import org.dora.common.message.Bytes;
import org.dora.coordinator.dataflow.Failures;
import org.dora.coordinator.dataflow.LogSubscriber;
import org.dora.coordinator.dataflow.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The answer that one request waits for: whichever way it is given, it tells that it was, so that
 * the operation that was asked for ends.
 *
 * @param given hears that it is given, with what went wrong or null; may hear it twice
 */
record Answer(ControlSession session, UUID id, Consumer<@Nullable Throwable> given) {
  void with(ControlReply reply) {
    given.accept(null);
    session.reply(id, reply);
  }

  /** Refuses the request in the frame itself. */
  void refuse(String reason) {
    refuse(new RefusedException(reason));
  }

  private void refuse(Throwable failure) {
    given.accept(failure);
    session.fail(id, String.valueOf(failure.getMessage()));
  }

  /** The acknowledgement goes before the first message. */
  void subscribe(Runnable check, Consumer<LogSubscriber> follow) {
    try {
      check.run();
    } catch (RefusedException e) {
      refuse(e);
      return;
    }
    given.accept(null);
    session.send(ControlLink.subscribed(id));
    follow.accept(session);
  }

  /** As {@link #when}, but a failure is that of the frame (control-protocol.md, section 5). */
  <T> void orRefuse(Supplier<CompletableFuture<T>> begin, Function<T, ControlReply> reply) {
    CompletableFuture<T> result;
    try {
      result = begin.get();
    } catch (DoraException e) {
      refuse(e);
      return;
    }
    result.whenComplete((value, failure) -> {
      if (failure == null) {
        with(reply.apply(value));
      } else {
        refuse(Failures.causeOf(failure));
      }
    });
  }

  <T> void when(CompletableFuture<T> result, Function<T, ControlReply> reply) {
    whenDone(result, value -> with(reply.apply(value)));
  }

  /** As {@link #when}, with an answer that is no JSON. */
  void inBinary(CompletableFuture<Bytes> result) {
    whenDone(
        result,
        value -> {
          given.accept(null);
          session.reply(id, value);
        });
  }

  private <T> void whenDone(CompletableFuture<T> result, Consumer<T> success) {
    result.whenComplete((value, failure) -> {
      if (failure == null) {
        success.accept(value);
      } else {
        Throwable cause = Failures.causeOf(failure);
        given.accept(cause);
        session.replyFailure(id, cause);
      }
    });
  }
}
