package org.dora.coordinator.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.dora.common.control.ControlReply;
import org.dora.common.control.SpanField;
import org.dora.common.control.TraceSpan;
import org.dora.coordinator.dataflow.RefusedException;
import org.dora.coordinator.trace.Traces;
import org.junit.jupiter.api.Test;

/** However a request is answered, the operation that it is has ended, once. */
class AnswerTest {
  private static final RefusedException REFUSAL = new RefusedException("not now");

  private final PlayedLink link = new PlayedLink();
  private final Traces traces = new Traces(() -> Instant.EPOCH, () -> 0);
  private final Answer answer =
      new Answer(
          link.session(() -> 0), new UUID(1, 2), traces.begin("operation", "t", Map.of())::end);

  /** Returns the only span that has ended. */
  private TraceSpan ended() {
    assertEquals(1, link.sent, "answers");
    List<TraceSpan> spans = traces.spans(traces.list().getFirst().traceId());
    assertEquals(1, spans.size());
    return spans.getFirst();
  }

  private void assertRefused() {
    assertEquals("ERROR", ended().level());
    assertEquals(List.of(new SpanField("error", "not now")), ended().fields());
  }

  private void refuseFailing(Supplier<CompletableFuture<Integer>> begin) {
    answer.orRefuse(begin, _ -> new ControlReply.DestroyOk());
  }

  @Test
  void aRefusal() {
    answer.refuse("not now");
    assertRefused();
  }

  @Test
  void aRefusalBeforeAnythingWasBegun() {
    refuseFailing(() -> {
      throw REFUSAL;
    });
    assertRefused();
  }

  @Test
  void aFailureAsARefusal() {
    refuseFailing(() -> CompletableFuture.failedFuture(new CompletionException(REFUSAL)));
    assertRefused();
  }

  @Test
  void aFailure() {
    answer.when(
        CompletableFuture.failedFuture(new CompletionException(REFUSAL)),
        _ -> new ControlReply.DestroyOk());
    assertRefused();
  }

  @Test
  void aSuccess() {
    refuseFailing(() -> CompletableFuture.completedFuture(1));
    assertEquals("INFO", ended().level());
  }
}
