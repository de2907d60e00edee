package org.dora.common.descriptor;

import java.util.List;

/**
 * Data of one type may flow into an input of another.
 *
 * @param from URN of the output's type
 * @param to URN of the input's type
 */
public record TypeRule(String from, String to) {
  static final List<String> KEYS = List.of("from", "to");
}
