package org.dora.cli.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dora.common.control.SpanField;
import org.dora.common.control.TraceSpan;

/** The spans of a trace, each below the one that it is a part of, in the order of their starts. */
final class SpanTree {
  private final List<TraceSpan> spans;
  private final Set<Long> ids = new HashSet<>();
  private final StringBuilder text = new StringBuilder();

  private SpanTree(List<TraceSpan> spans) {
    this.spans = new ArrayList<>(spans);
    this.spans.sort(Comparator.comparingLong(TraceSpan::startTime));
    spans.forEach(span -> ids.add(span.spanId()));
  }

  static SpanTree of(List<TraceSpan> spans) {
    SpanTree tree = new SpanTree(spans);
    for (TraceSpan span : tree.spans) {
      if (tree.isRoot(span)) {
        tree.append(span, 0);
      }
    }
    return tree;
  }

  private boolean isRoot(TraceSpan span) {
    return span.parentSpanId() == null || !ids.contains(span.parentSpanId());
  }

  private void append(TraceSpan span, int level) {
    text.repeat("  ", level)
        .append(span.name())
        .append(" [")
        .append(span.level())
        .append(' ')
        .append(TraceText.duration(span.durationUs()))
        .append(']');
    List<String> fields = new ArrayList<>();
    for (SpanField field : span.fields()) {
      fields.add(field.key() + "=" + field.value());
    }
    text.append(fields.isEmpty() ? "" : " {" + String.join(", ", fields) + "}").append('\n');
    for (TraceSpan child : spans) {
      if (child.parentSpanId() != null && child.parentSpanId() == span.spanId()) {
        append(child, level + 1);
      }
    }
  }

  /** Returns a line for each span. */
  String text() {
    return text.toString();
  }

  /** Whether a span is missing that others are parts of. */
  boolean isPartial() {
    return spans.stream().anyMatch(span -> span.parentSpanId() != null && isRoot(span));
  }
}
