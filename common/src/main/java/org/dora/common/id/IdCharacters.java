package org.dora.common.id;

import java.util.BitSet;

/** The characters that ids may hold, and the texts in which the released program refuses others. */
final class IdCharacters {
  static final BitSet NODE = setOf("_.-");
  static final BitSet DATA = setOf("_./-");

  private IdCharacters() {}

  static void requireNotEmpty(String id) {
    if (id.isEmpty()) {
      throw new InvalidIdException("identifier must not be empty");
    }
  }

  static void requireOnly(String id, BitSet allowed, String allowedText) {
    for (int i = 0; i < id.length(); i++) {
      if (!allowed.get(id.charAt(i))) {
        throw new InvalidIdException(
            "identifier contains invalid character '"
                + Character.toString(id.codePointAt(i))
                + "' -- only "
                + allowedText
                + " are allowed");
      }
    }
  }

  private static BitSet setOf(String punctuation) {
    BitSet set = new BitSet(128);
    set.set('a', 'z' + 1);
    set.set('A', 'Z' + 1);
    set.set('0', '9' + 1);
    punctuation.chars().forEach(set::set);
    return set;
  }
}
