package org.dora.common.yaml;

import org.jspecify.annotations.Nullable;

/** Reads a text that holds one YAML (or JSON) document into a tree. */
public final class YamlParser {
  /** Longest text that is read, in characters. dora 1.1 has no bound (dataflow.md section 2). */
  public static final int MAX_LENGTH = 16 * 1024 * 1024;

  private YamlParser() {}

  /**
   * Returns the root of the document; an empty text is an empty plain scalar.
   *
   * @throws YamlException if the text is no YAML, holds several documents or duplicate keys, nests
   *     deeper than {@link YamlComposer#MAX_DEPTH} or grows beyond {@link
   *     YamlComposer#MAX_ALIASED_NODES} by its aliases
   */
  public static YamlNode parse(String text) {
    return parse(text, null);
  }

  /**
   * Returns the root of the document as {@link #parse(String)} does, but notes duplicate keys, of
   * which the first counts, and goes on.
   *
   * @throws YamlException for all else that makes the text unreadable
   */
  public static YamlNode parse(String text, @Nullable YamlProblems problems) {
    if (text.length() > MAX_LENGTH) {
      throw new YamlException(
          "",
          Position.START,
          "the text has " + text.length() + " characters, at most " + MAX_LENGTH + " are read");
    }
    YamlNode json = JsonComposer.compose(text);
    return json == null ? YamlEngine.parse(text, problems) : json;
  }
}
