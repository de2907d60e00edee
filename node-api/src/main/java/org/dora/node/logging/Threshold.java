package org.dora.node.logging;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * Which levels are written.
 *
 * @param least numeric value of the least severe level that passes, as {@link Level#toInt()}
 */
record Threshold(int least) {
  private static final int OFF = Integer.MAX_VALUE;

  static Threshold of(Level level) {
    return new Threshold(level.toInt());
  }

  /** Takes {@code DORA_LOG_LEVEL}, else the level for everything in {@code RUST_LOG}, else info. */
  static Threshold ofEnvironment(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("DORA_LOG_LEVEL"))
        .flatMap(Threshold::parse)
        .or(() -> Optional.ofNullable(environment.get("RUST_LOG")).flatMap(Threshold::general))
        .orElse(of(Level.INFO));
  }

  /** Finds the directive without a target in a text such as {@code warn,my_crate=debug}. */
  private static Optional<Threshold> general(String directives) {
    for (String directive : directives.split(",", -1)) {
      Optional<Threshold> level = parse(directive);
      if (level.isPresent()) {
        return level;
      }
    }
    return Optional.empty();
  }

  private static Optional<Threshold> parse(String level) {
    return switch (level.strip().toLowerCase(Locale.ROOT)) {
      case "off" -> Optional.of(new Threshold(OFF));
      case "error" -> Optional.of(of(Level.ERROR));
      case "warn" -> Optional.of(of(Level.WARN));
      case "info" -> Optional.of(of(Level.INFO));
      case "debug" -> Optional.of(of(Level.DEBUG));
      case "trace" -> Optional.of(of(Level.TRACE));
      default -> Optional.empty();
    };
  }

  /** Returns a threshold for chatty libraries: their infos pass only if debug messages do. */
  Threshold quieter() {
    return least == Level.INFO.toInt() ? of(Level.WARN) : this;
  }

  boolean passes(Level level) {
    return level.toInt() >= least;
  }
}
