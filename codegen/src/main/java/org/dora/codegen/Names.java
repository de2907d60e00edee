package org.dora.codegen;

import java.util.Locale;

/** The spelling of names on the wire where no annotation says otherwise. */
final class Names {
  private Names() {}

  /** {@code graceDuration} is {@code grace_duration}. */
  static String snakeCase(String component) {
    return component.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /** {@code NOT_YET} is {@code NotYet}. */
  static String camelCase(String constant) {
    StringBuilder text = new StringBuilder();
    for (String word : constant.split("_")) {
      text.append(word, 0, 1).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }
}
