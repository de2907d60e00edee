package org.dora.common.descriptor;

import java.util.List;
import org.dora.common.yaml.Excerpt;
import org.dora.common.yaml.Position;
import org.dora.common.yaml.SourceText;
import org.dora.common.yaml.YamlException;

/**
 * Something wrong at a place of a YAML file, ready to be shown to its author.
 *
 * @param file name as it was given
 * @param position where in the file
 * @param message what was found and what was expected, in the released program's words where it has
 *     some
 * @param hints why it is wrong or what to do about it, where we know
 * @param excerpt the line with a caret below the place, or empty
 */
public record Problem(
    String file, Position position, String message, List<String> hints, String excerpt) {
  public Problem {
    hints = List.copyOf(hints);
  }

  /** A text that could not be read as what it should be. */
  public static Problem of(String file, String text, YamlException refusal) {
    String path = refusal.path().isEmpty() ? "" : refusal.path() + ": ";
    return new Problem(
        file,
        refusal.position(),
        path + refusal.reason(),
        refusal.hint() == null ? List.of() : List.of(refusal.hint()),
        Excerpt.of(text, refusal.position()));
  }

  /** Something said of a place in a file that was read. */
  public static Problem at(SourceText source, String path, String message, String... hints) {
    return at(source, path, message, List.of(hints));
  }

  /** Something said of a place in a file that was read. */
  public static Problem at(SourceText source, String path, String message, List<String> hints) {
    Position position = source.positionOf(path);
    return new Problem(
        source.file(), position, message, hints, Excerpt.of(source.text(), position));
  }

  /** Returns {@code file:line:column}, which editors and terminals turn into a link. */
  public String place() {
    return file + ":" + position.line() + ":" + position.column();
  }

  /** Returns place, message and excerpt in lines, without a line feed at the end. */
  public String withoutHints() {
    return place()
        + ": "
        + message
        + (excerpt.isEmpty() ? "" : "\n" + excerpt.indent(2).stripTrailing());
  }

  /** Returns place, message, excerpt and hints in lines, without a line feed at the end. */
  @Override
  public String toString() {
    return hints.isEmpty() ? withoutHints() : withoutHints() + "\n" + lines(hints);
  }

  /** Returns each hint on lines of its own, without a line feed at the end. */
  public static String lines(List<String> hints) {
    StringBuilder lines = new StringBuilder();
    for (String hint : hints) {
      lines
          .append(lines.isEmpty() ? "" : "\n")
          .append("  hint: ")
          .append(hint.replace("\n", "\n        "));
    }
    return lines.toString();
  }
}
