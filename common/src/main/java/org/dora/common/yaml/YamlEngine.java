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
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(YamlParser.MAX_LENGTH).build();

  private YamlEngine() {}

  static YamlNode parse(String text, @Nullable YamlProblems problems) {
    try {
      Iterator<Event> events = new Parse(SETTINGS).parseString(text).iterator();
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

  static Position position(Optional<Mark> mark) {
    return mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(Position.START);
  }

  private static YamlException syntaxError(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? "the text is no YAML" : expectation(e);
    String context =
        e.getContext() == null
            ? ""
            : ", " + e.getContext() + e.getContextMark().map(m -> " at " + at(m)).orElse("");
    return new YamlException("", position(e.getProblemMark()), problem + context);
  }

  /** What people can act on, where the engine speaks of its own events. */
  private static String expectation(MarkedYamlEngineException e) {
    if (!e.getProblem().startsWith("expected <block end>")) {
      return e.getProblem();
    }
    String context = String.valueOf(e.getContext());
    return context.contains("collection") || context.contains("sequence")
        ? "did not find expected '-' indicator"
        : "did not find expected key";
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
