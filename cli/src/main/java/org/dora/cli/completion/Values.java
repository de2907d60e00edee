package org.dora.cli.completion;

import java.util.List;

/** What may stand for the value of an option, or for an argument. */
public sealed interface Values {
  /** Text that no shell can guess. */
  record Anything() implements Values {}

  /** The path of a file. */
  record Files() implements Values {}

  /** The path of a folder. */
  record Folders() implements Values {}

  /**
   * One of these words.
   *
   * @param words in the order in which help lists them
   */
  record OneOf(List<String> words) implements Values {
    public OneOf {
      words = List.copyOf(words);
    }
  }
}
