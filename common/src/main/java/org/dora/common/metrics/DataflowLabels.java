package org.dora.common.metrics;

import java.util.Arrays;
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
    return joined(
        name == null
            ? new String[] {"dataflow", id.toString()}
            : new String[] {"dataflow", id.toString(), "dataflow_name", name},
        more);
  }

  static String[] joined(String[] first, String... second) {
    String[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
