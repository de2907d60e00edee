package org.dora.common.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where in a document a reader is, so that failures can say it; keeps the depth in bounds, too. */
final class JsonPath {
  /** What the released reader bears. */
  static final int MAX_DEPTH = 128;

  private final String root;
  private @Nullable String[] keys = new @Nullable String[8];
  private int[] counts = new int[8];
  private int depth;

  JsonPath(String root) {
    this.root = root;
  }

  /** Returns how many further levels there may be. */
  int room() {
    return MAX_DEPTH - depth;
  }

  void enter() {
    if (depth == counts.length) {
      keys = Arrays.copyOf(keys, 2 * depth);
      counts = Arrays.copyOf(counts, 2 * depth);
    }
    keys[depth] = null;
    counts[depth++] = 0;
  }

  void leave() {
    depth--;
  }

  /** Returns whether the level has had no entry yet. */
  boolean isFirst() {
    return counts[depth - 1] == 0;
  }

  void item() {
    counts[depth - 1]++;
  }

  void key(String key) {
    keys[depth - 1] = key;
    counts[depth - 1]++;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(root);
    for (int i = 0; i < depth; i++) {
      if (keys[i] != null) {
        text.append('.').append(keys[i]);
      } else if (counts[i] > 0) {
        text.append('[').append(counts[i] - 1).append(']');
      }
    }
    return text.toString();
  }
}
