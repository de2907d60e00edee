package org.dora.coordinator.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.dora.common.control.SpanField;
import org.dora.common.control.TraceSpan;
import org.dora.common.control.TraceSummary;
import org.dora.coordinator.trace.Traces.Span;
import org.junit.jupiter.api.Test;

class TracesTest {
  private long nanos;
  private final Traces traces =
      new Traces(() -> Instant.ofEpochMilli(nanos / 1_000_000), this::now);

  private long now() {
    return nanos;
  }

  @Test
  void anOperationHasItsParts() {
    nanos = 5_000_000_000L;
    Span start = traces.begin("spawn_dataflow", "t", Map.of("name", "flow"));
    traces.within(
        start,
        () -> {
          Span part = Objects.requireNonNull(traces.beginPart("SpawnNodes", "d", Map.of()));
          nanos += 2_000_000;
          part.end(new IllegalStateException("no such program"));
        });
    nanos += 1_000_000;
    start.end(null);
    TraceSummary summary = traces.list().getFirst();
    assertEquals(new TraceSummary(summary.traceId(), "spawn_dataflow", 2, 5_000, 3_000), summary);
    TraceSpan part = traces.spans(summary.traceId()).getFirst();
    TraceSpan root = traces.spans(summary.traceId()).getLast();
    assertEquals(root.spanId(), part.parentSpanId());
    assertEquals("ERROR", part.level());
    assertEquals(List.of(new SpanField("error", "no such program")), part.fields());
    assertNull(root.parentSpanId());
    assertEquals(List.of(new SpanField("name", "flow")), root.fields());
  }

  @Test
  void anOperationEndsOnce() {
    Span stop = traces.begin("stop_dataflow", "t", Map.of());
    stop.end(null);
    stop.end(new IllegalStateException("the answer could not be sent"));
    TraceSummary summary = traces.list().getFirst();
    assertEquals(1, summary.spanCount());
    assertEquals("INFO", traces.spans(summary.traceId()).getFirst().level());
  }

  @Test
  void workThatIsDoneLaterBelongsToTheOperationThatWantedIt() {
    Queue<Runnable> later = new ArrayDeque<>();
    Span stop = traces.begin("stop_dataflow", "t", Map.of());
    Executor[] continuing = new Executor[1];
    traces.within(stop, () -> continuing[0] = traces.carriedOn(later::add));
    continuing[0].execute(() -> assertNotNull(traces.beginPart("StopDataflow", "d", Map.of())));
    assertNull(traces.beginPart("Heartbeat", "d", Map.of()), "nothing is being done");
    later.remove().run();
    assertNull(traces.beginPart("Heartbeat", "d", Map.of()), "nothing is being done any more");
  }

  @Test
  void theLatestSpansAreRememberedNewestFirst() {
    for (int i = 0; i < 5_000; i++) {
      traces.begin("set_param", "t", Map.of("value", i + "x".repeat(5_000))).end(null);
    }
    List<TraceSummary> all = traces.list();
    assertEquals(4_096, all.size());
    String newest = traces.spans(all.getFirst().traceId()).getFirst().fields().getFirst().value();
    assertEquals("4999x", newest.substring(0, 5));
    assertEquals(4_093, newest.length());
    assertEquals(List.of(), traces.spans("nobody"));
  }
}
