package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads how long a node may go on that is the last of its dataflow (daemon.md, section 8.4). */
public final class FinishGrace {
  private static final String VARIABLE = "DORA_FINISH_DRAIN_GRACE_SECS";
  private static final Duration DEFAULT = Duration.ofSeconds(120);

  private static final Logger LOG = LoggerFactory.getLogger(FinishGrace.class);

  private FinishGrace() {}

  /** Returns the grace that the environment asks for; null if it is switched off. */
  public static @Nullable Duration of(Map<String, String> environment) {
    String text = environment.getOrDefault(VARIABLE, "").strip().toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return DEFAULT;
    }
    if (text.equals("off") || text.equals("disabled")) {
      return null;
    }
    try {
      return Duration.ofSeconds(Long.parseUnsignedLong(text));
    } catch (NumberFormatException _) {
      LOG.warn(
          "{} is `{}`, but has to be a number of seconds or `off`; it is taken as {}",
          VARIABLE,
          text,
          DEFAULT.toSeconds());
      return DEFAULT;
    }
  }
}
