package org.dora.common.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers all that a reader refuses in one document, so that its author hears of it at once. */
public final class YamlProblems {
  private static final int MOST = 100;

  private final List<YamlException> refusals = new ArrayList<>();

  /** Notes a refusal; beyond a hundred they help nobody. */
  public void add(YamlException refusal) {
    if (refusals.size() < MOST) {
      refusals.add(refusal);
    }
  }

  public boolean isEmpty() {
    return refusals.isEmpty();
  }

  /** Returns the refusals in the order of their places in the text. */
  public List<YamlException> inOrder() {
    List<YamlException> sorted = new ArrayList<>(refusals);
    sorted.sort(
        Comparator.<YamlException>comparingInt(refusal -> refusal.position().line())
            .thenComparingInt(refusal -> refusal.position().column()));
    return sorted;
  }
}
