package org.dora.common.descriptor;

import org.dora.common.yaml.Excerpt;
import org.dora.common.yaml.Position;
import org.dora.common.yaml.SourceText;
import org.dora.common.yaml.YamlException;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong at a place of a YAML file, ready to be shown to its author.
 *
 * @param file name as it was given
 * @param position where in the file
 * @param message what was found and what was expected, in the released program's words where it has
 *     some
 * @param hint what to do about it, or null
 * @param excerpt the line with a caret below the place, or empty
 */
public record Problem(
    String file, Position position, String message, @Nullable String hint, String excerpt) {
  /** A text that could not be read as what it should be. */
  public static Problem of(String file, String text, YamlException refusal) {
    String path = refusal.path().isEmpty() ? "" : refusal.path() + ": ";
    return new Problem(
        file,
        refusal.position(),
        path + refusal.reason(),
        refusal.hint(),
        Excerpt.of(text, refusal.position()));
  }

  /** Something said of a place in a file that was read. */
  public static Problem at(SourceText source, String path, String message, @Nullable String hint) {
    Position position = source.positionOf(path);
    return new Problem(source.file(), position, message, hint, Excerpt.of(source.text(), position));
  }

  /** Returns {@code file:line:column}, which editors and terminals turn into a link. */
  public String place() {
    return file + ":" + position.line() + ":" + position.column();
  }

  /** Returns place, message, excerpt and hint in lines, without a line feed at the end. */
  @Override
  public String toString() {
    return place()
        + ": "
        + message
        + (excerpt.isEmpty() ? "" : "\n" + excerpt.indent(2).stripTrailing())
        + (hint == null ? "" : "\n  hint: " + hint.replace("\n", "\n        "));
  }
}
