package org.dora.coordinator.trace;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.dora.common.control.SpanField;
import org.dora.common.control.TraceSpan;
import org.dora.common.control.TraceSummary;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the latest operations of the coordinator and what they consisted of
 * (control-protocol.md, section 20). Confined to the conductor.
 */
public final class Traces {
  private static final int REMEMBERED = 4096;
  private static final int MOST_FIELDS = 64;
  private static final int LONGEST_VALUE = 4096;

  private final InstantSource time;
  private final LongSupplier nanoTime;
  private final SplittableRandom ids = new SplittableRandom();
  private final Deque<TraceSpan> ended = new ArrayDeque<>();
  private @Nullable Span current;

  /**
   * @param time tells when spans begin
   * @param nanoTime measures how long they last
   */
  public Traces(InstantSource time, LongSupplier nanoTime) {
    this.time = time;
    this.nanoTime = nanoTime;
  }

  /** Something that is being done. */
  public final class Span {
    private final UUID trace;
    private final long id = ids.nextLong() & Long.MAX_VALUE;
    private final @Nullable Span parent;
    private final String name;
    private final String target;
    private final List<SpanField> fields;
    private final long startTime = time.millis();
    private final long start = nanoTime.getAsLong();
    private boolean done;

    private Span(@Nullable Span parent, String name, String target, Map<String, ?> fields) {
      this.trace = parent == null ? new UUID(ids.nextLong(), ids.nextLong()) : parent.trace;
      this.parent = parent;
      this.name = name;
      this.target = target;
      this.fields = new ArrayList<>();
      fields.forEach((key, value) -> add(key, String.valueOf(value)));
    }

    private void add(String key, String value) {
      if (fields.size() < MOST_FIELDS) {
        fields.add(new SpanField(key, shortened(value)));
      }
    }

    /**
     * It is done, which counts once: an answer that was given may yet fail to be sent.
     *
     * @param failure why it could not be, or null
     */
    public void end(@Nullable Throwable failure) {
      if (done) {
        return;
      }
      done = true;
      if (failure != null) {
        add("error", String.valueOf(failure.getMessage()));
      }
      if (ended.size() == REMEMBERED) {
        ended.removeFirst();
      }
      ended.addLast(
          new TraceSpan(
              trace.toString(),
              id,
              parent == null ? null : parent.id,
              name,
              target,
              failure == null ? "INFO" : "ERROR",
              startTime,
              (nanoTime.getAsLong() - start) / 1_000,
              List.copyOf(fields)));
    }
  }

  private static String shortened(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= LONGEST_VALUE
        ? value
        : new String(bytes, 0, LONGEST_VALUE - 4, StandardCharsets.UTF_8) + "…";
  }

  /** Begins an operation that is no part of another. */
  public Span begin(String name, String target, Map<String, ?> fields) {
    return new Span(null, name, target, fields);
  }

  /** Begins a part of the operation that is being done, or nothing if none is. */
  public @Nullable Span beginPart(String name, String target, Map<String, ?> fields) {
    return current == null ? null : new Span(current, name, target, fields);
  }

  /**
   * Does something as a part of an operation.
   *
   * @param span the operation, null for none
   */
  public void within(@Nullable Span span, Runnable work) {
    Span before = current;
    current = span;
    try {
      work.run();
    } finally {
      current = before;
    }
  }

  /** Returns an executor whose work is a part of the operation that is being done now. */
  public Executor carriedOn(Executor executor) {
    Span span = current;
    return work -> executor.execute(() -> within(span, work));
  }

  /** Returns all that is remembered, newest first. */
  public List<TraceSummary> list() {
    Map<String, List<TraceSpan>> traces = new LinkedHashMap<>();
    ended
        .reversed()
        .forEach(span -> traces.computeIfAbsent(span.traceId(), _ -> new ArrayList<>()).add(span));
    return traces.values().stream().map(Traces::summary).toList();
  }

  /** The root ends last but for parts that nobody waits for; it may also be forgotten. */
  private static TraceSummary summary(List<TraceSpan> spans) {
    TraceSpan root =
        spans.stream()
            .filter(span -> span.parentSpanId() == null)
            .findFirst()
            .orElse(spans.getFirst());
    return new TraceSummary(
        root.traceId(), root.name(), spans.size(), root.startTime(), root.durationUs());
  }

  /** Returns the spans of a trace in the order of their ends; none if it is unknown. */
  public List<TraceSpan> spans(String trace) {
    return ended.stream().filter(span -> span.traceId().equals(trace)).toList();
  }
}
