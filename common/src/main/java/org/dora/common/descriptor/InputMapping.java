package org.dora.common.descriptor;

import java.time.Duration;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/** Where an input comes from (dataflow.md section 4.2); {@code toString} prints the normal form. */
public sealed interface InputMapping {
  /** An output of a node: {@code camera/image}. */
  record User(NodeId source, DataId output) implements InputMapping {
    @Override
    public String toString() {
      return source + "/" + output;
    }
  }

  /**
   * A timer: {@code dora/timer/millis/100}. Equal intervals are the same timer however written.
   *
   * @param interval longer than zero
   */
  record Timer(Duration interval) implements InputMapping {
    public Timer {
      if (interval.isZero() || interval.isNegative()) {
        throw new InvalidMappingException(
            "timer interval must be longer than zero (got " + interval.toNanos() + " ns)");
      }
    }

    @Override
    public String toString() {
      return "dora/timer/" + TimerInterval.text(interval);
    }
  }

  /**
   * Log lines of the dataflow's nodes: {@code dora/logs/warn/camera}.
   *
   * @param level lines that do not pass it are left out; null passes all
   * @param node whose lines; null for all. The node need not exist
   */
  record Logs(@Nullable LogLevel level, @Nullable NodeId node) implements InputMapping {
    /** The filter to apply: {@code STDOUT}, which passes everything, unless a level was given. */
    public LogLevel minimum() {
      return level == null ? LogLevel.STDOUT : level;
    }

    @Override
    public String toString() {
      return "dora/logs"
          + (level == null ? "" : "/" + level.text())
          + (node == null ? "" : "/" + node);
    }
  }

  /**
   * Reads a mapping.
   *
   * @throws InvalidMappingException if the text names no source
   */
  static InputMapping parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new InvalidMappingException(
          "input mapping `"
              + text
              + "` must have the form `<node>/<output>`, `dora/timer/...` or"
              + " `dora/logs`");
    }
    String source = text.substring(0, slash);
    String rest = text.substring(slash + 1);
    try {
      return source.equals(NodeId.RESERVED)
          ? builtIn(rest)
          : new User(new NodeId(source), new DataId(rest));
    } catch (InvalidIdException e) {
      throw new InvalidMappingException("input mapping `" + text + "`: " + e.getMessage());
    }
  }

  private static InputMapping builtIn(String rest) {
    int slash = rest.indexOf('/');
    String kind = slash < 0 ? rest : rest.substring(0, slash);
    String parameters = slash < 0 ? "" : rest.substring(slash + 1);
    return switch (kind) {
      case "timer" -> new Timer(TimerInterval.parse(parameters));
      case "logs" -> logs(parameters);
      default ->
          throw new InvalidMappingException(
              slash < 0
                  ? "dora input has invalid format (got `dora/" + rest + "`)"
                  : "unknown dora input `" + kind + "`");
    };
  }

  private static Logs logs(String parameters) {
    if (parameters.isEmpty()) {
      return new Logs(null, null);
    }
    int slash = parameters.indexOf('/');
    String level = slash < 0 ? parameters : parameters.substring(0, slash);
    NodeId node = slash < 0 ? null : new NodeId(parameters.substring(slash + 1));
    return new Logs(
        LogLevel.of(level)
            .orElseThrow(() ->
                new InvalidMappingException(
                    "unknown log level `"
                        + level
                        + "`, expected one of: stdout, error, warn, info, debug, trace")),
        node);
  }
}
