package org.dora.common.descriptor;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The order of the released program's maps, that of UTF-8 bytes: printed texts and fingerprints
 * depend on it. {@link String#compareTo} differs, since it puts characters beyond 16 bits before
 * some that are smaller.
 */
final class Utf8Order {
  static final Comparator<String> COMPARATOR = Utf8Order::compare;

  private Utf8Order() {}

  /** Returns an unmodifiable copy in this order. */
  static <T> SortedMap<String, T> sorted(Map<String, T> map) {
    SortedMap<String, T> sorted = new TreeMap<>(COMPARATOR);
    sorted.putAll(map);
    return Collections.unmodifiableSortedMap(sorted);
  }

  private static int compare(String a, String b) {
    int end = Math.min(a.length(), b.length());
    for (int i = 0; i < end; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean plain = Character.isSurrogate(x) == Character.isSurrogate(y);
        return plain ? x - y : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }
}
