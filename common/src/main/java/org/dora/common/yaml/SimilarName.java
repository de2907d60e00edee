package org.dora.common.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name a mistyped one was meant to be. */
public final class SimilarName {
  private static final int MOST_EDITS = 2;

  private SimilarName() {}

  /** Returns the known key that {@code name} is most likely meant to be. */
  public static Optional<String> of(String name, List<String> known) {
    String wanted = squeezed(name);
    String best = null;
    int bestEdits = MOST_EDITS + 1;
    for (String key : known) {
      int edits = edits(wanted, squeezed(key));
      if (edits < bestEdits && edits < wanted.length()) {
        best = key;
        bestEdits = edits;
      }
    }
    return Optional.ofNullable(best);
  }

  private static String squeezed(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** Returns the Levenshtein distance of two names, counting characters as Java does. */
  public static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
