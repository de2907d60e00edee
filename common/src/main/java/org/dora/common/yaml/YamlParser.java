package org.dora.common.yaml;

import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a text that holds one YAML (or JSON) document into a tree. */
public final class YamlParser {
  /** Longest text that is read, in characters. dora 1.1 has no bound (dataflow.md section 2). */
  public static final int MAX_LENGTH = 16 * 1024 * 1024;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(MAX_LENGTH).build();

  private YamlParser() {}

  /**
   * Returns the root of the document; an empty text is an empty plain scalar.
   *
   * @throws YamlException if the text is no YAML, holds several documents or duplicate keys, nests
   *     deeper than {@link YamlComposer#MAX_DEPTH} or grows beyond {@link
   *     YamlComposer#MAX_ALIASED_NODES} by its aliases
   */
  public static YamlNode parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new YamlException(
          "",
          Position.START,
          "the text has " + text.length() + " characters, at most " + MAX_LENGTH + " are read");
    }
    try {
      Iterator<Event> events = new Parse(SETTINGS).parseString(text).iterator();
      return new YamlComposer(events).document();
    } catch (MarkedYamlEngineException e) {
      throw syntaxError(e);
    } catch (ReaderException e) {
      throw new YamlException(
          "", positionOf(text, e.getPosition()), String.valueOf(e.getMessage()));
    } catch (YamlEngineException e) {
      throw new YamlException("", Position.START, String.valueOf(e.getMessage()));
    }
  }

  static Position position(Optional<Mark> mark) {
    return mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(Position.START);
  }

  private static YamlException syntaxError(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? "the text is no YAML" : e.getProblem();
    String context =
        e.getContext() == null
            ? ""
            : ", " + e.getContext() + e.getContextMark().map(m -> " at " + at(m)).orElse("");
    return new YamlException("", position(e.getProblemMark()), problem + context);
  }

  private static Position at(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Position positionOf(String text, int offset) {
    int line = 1;
    int lineStart = 0;
    int end = Math.min(offset, text.length());
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Position(line, end - lineStart + 1);
  }
}
