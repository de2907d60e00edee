package org.dora.common.descriptor;

import java.util.Map;

/** What a text in {@code env} stands for: in a file something else than in a message. */
@FunctionalInterface
interface EnvReading {
  /**
   * In a message: all was substituted and coerced by who read the file (dataflow.md section 3.4).
   */
  EnvReading MESSAGE = text -> new EnvValue.Text(EnvSubstitution.unescaped(text));

  /**
   * Returns the value of a text.
   *
   * @throws EnvSubstitution.UnsetVariableException if it names a variable that is not set
   */
  EnvValue value(String text);

  /** Files: {@code $NAME} is replaced from {@code environment}, and the outcome is coerced. */
  static EnvReading file(Map<String, String> environment) {
    return text -> EnvValue.of(EnvSubstitution.apply(text, environment));
  }
}
