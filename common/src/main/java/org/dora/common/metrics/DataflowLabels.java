package org.dora.common.metrics;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What tells the values of a dataflow from those of others.
 *
 * @param name null where only the coordinator knows it
 */
public record DataflowLabels(UUID id, @Nullable String name) {
  /** Returns these labels and further ones: names, each with its value behind it. */
  String[] and(String... more) {
    String[] own =
        name == null
            ? new String[] {"dataflow", id.toString()}
            : new String[] {"dataflow", id.toString(), "dataflow_name", name};
    String[] all = new String[own.length + more.length];
    System.arraycopy(own, 0, all, 0, own.length);
    System.arraycopy(more, 0, all, own.length, more.length);
    return all;
  }
}
