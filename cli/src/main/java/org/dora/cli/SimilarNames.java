package org.dora.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Guesses what a mistyped name was meant to be, by the measure and threshold of the released CLI.
 */
public final class SimilarNames {
  private static final double THRESHOLD = 0.7;

  private SimilarNames() {}

  /** A tip that names the candidates that look alike, the best one last; empty if there is none. */
  public static String tip(String kind, String typed, Collection<String> candidates) {
    List<String> similar = of(typed, candidates);
    String names = similar.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    return switch (similar.size()) {
      case 0 -> "";
      case 1 -> "a similar " + kind + " exists: " + names;
      default -> "some similar " + kind + "s exist: " + names;
    };
  }

  /** The candidates that look like what was typed, the best one last. */
  public static List<String> of(String typed, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> jaro(typed, candidate) > THRESHOLD)
        .sorted(Comparator.comparingDouble(candidate -> jaro(typed, candidate)))
        .toList();
  }

  /** Jaro's similarity: 0 for nothing in common, 1 for the same. */
  static double jaro(String a, String b) {
    int window = Math.max(0, Math.max(a.length(), b.length()) / 2 - 1);
    boolean[] taken = new boolean[b.length()];
    StringBuilder matchedOfA = new StringBuilder();
    for (int i = 0; i < a.length(); i++) {
      int end = Math.min(b.length(), i + window + 1);
      for (int j = Math.max(0, i - window); j < end; j++) {
        if (!taken[j] && a.charAt(i) == b.charAt(j)) {
          taken[j] = true;
          matchedOfA.append(a.charAt(i));
          break;
        }
      }
    }
    double matches = matchedOfA.length();
    if (matches == 0) {
      return a.equals(b) ? 1 : 0;
    }
    double transpositions = outOfOrder(matchedOfA, b, taken) / 2;
    return (matches / a.length() + matches / b.length() + (matches - transpositions) / matches) / 3;
  }

  private static double outOfOrder(CharSequence matchedOfA, String b, boolean[] taken) {
    int differing = 0;
    int k = 0;
    for (int j = 0; j < b.length(); j++) {
      if (taken[j] && matchedOfA.charAt(k++) != b.charAt(j)) {
        differing++;
      }
    }
    return differing;
  }
}
