package org.dora.common.id;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads ids in all the forms that the released program takes (control-protocol.md section 4). */
public final class UuidText {
  private static final String URN = "urn:uuid:";
  private static final int HYPHENATED = 36;
  private static final int SIMPLE = 32;

  private UuidText() {}

  /** Returns the id that a text is, or null if it is none. */
  public static @Nullable UUID parse(String text) {
    if (text.startsWith(URN)) {
      return hyphenated(text.substring(URN.length()));
    }
    if (text.length() == HYPHENATED + 2 && text.startsWith("{") && text.endsWith("}")) {
      return hyphenated(text.substring(1, HYPHENATED + 1));
    }
    return text.length() == SIMPLE ? of(text) : hyphenated(text);
  }

  private static @Nullable UUID hyphenated(String text) {
    if (text.length() != HYPHENATED
        || text.charAt(8) != '-'
        || text.charAt(13) != '-'
        || text.charAt(18) != '-'
        || text.charAt(23) != '-') {
      return null;
    }
    return of(
        text.substring(0, 8)
            + text.substring(9, 13)
            + text.substring(14, 18)
            + text.substring(19, 23)
            + text.substring(24));
  }

  private static @Nullable UUID of(String digits) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < SIMPLE; i++) {
      char c = digits.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return null;
      }
      if (i < SIMPLE / 2) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    return new UUID(high, low);
  }
}
