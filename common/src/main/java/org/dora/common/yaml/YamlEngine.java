package org.dora.common.yaml;

import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Runs snakeyaml-engine's event parser and puts its failures into our terms. */
final class YamlEngine {
  private YamlEngine() {}

  static YamlNode parse(String text, @Nullable YamlProblems problems) {
    try {
      Iterator<Event> events = new Parse(settings(text)).parseString(text).iterator();
      return new YamlComposer(events, problems).document();
    } catch (MarkedYamlEngineException e) {
      throw syntaxError(e);
    } catch (ReaderException e) {
      throw new YamlException(
          "", positionOf(text, e.getPosition()), String.valueOf(e.getMessage()));
    } catch (YamlEngineException e) {
      throw new YamlException("", Position.START, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The engine must get the text in one piece: version 3.0.1 fails where a character beyond 16 bits
   * lies across the end of its buffer.
   */
  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setCodePointLimit(YamlParser.MAX_LENGTH)
        .setBufferSize(text.length() + 1)
        .build();
  }

  static Position position(Optional<Mark> mark) {
    return mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(Position.START);
  }

  private static YamlException syntaxError(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? "the text is no YAML" : expected(e);
    String context =
        e.getContext() == null
            ? ""
            : ", " + e.getContext() + e.getContextMark().map(m -> " at " + at(m)).orElse("");
    return new YamlException("", position(e.getProblemMark()), problem + context);
  }

  /** What the author would have had to write, where the engine only names the end of a block. */
  private static String expected(MarkedYamlEngineException e) {
    String missing =
        switch (String.valueOf(e.getContext())) {
          case "while parsing a block collection" -> "did not find expected '-' indicator";
          case "while parsing a block mapping" -> "did not find expected key";
          default -> "expected <block end>";
        };
    return e.getProblem().replace("expected <block end>", missing);
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
