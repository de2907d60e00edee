package org.dora.daemon.log;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the environment of a daemon says about its logs.
 *
 * @param quiet whether the lines of nodes are kept from the sink; {@code DORA_QUIET}
 * @param retention of the logs of earlier runs; {@code DORA_LOG_KEEP_RUNS}, {@code
 *     DORA_LOG_KEEP_DAYS}
 */
public record LogSettings(boolean quiet, RunRetention retention) {
  /** Lines are shown and all logs are kept. */
  public static final LogSettings PLAIN = new LogSettings(false, RunRetention.ALL);

  private static final String QUIET = "DORA_QUIET";
  private static final String KEEP_RUNS = "DORA_LOG_KEEP_RUNS";
  private static final String KEEP_DAYS = "DORA_LOG_KEEP_DAYS";
  private static final int MOST_DAYS = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(LogSettings.class);

  /** Reads the settings; what cannot be understood is said in the log and left out. */
  public static LogSettings of(Map<String, String> environment) {
    int runs =
        "all".equals(environment.get(KEEP_RUNS))
            ? RunRetention.ALL.runs()
            : number(environment, KEEP_RUNS, RunRetention.DEFAULT_RUNS, Integer.MAX_VALUE);
    int days = number(environment, KEEP_DAYS, 0, MOST_DAYS);
    @Nullable Duration age = days == 0 ? null : Duration.ofDays(days);
    return new LogSettings(environment.containsKey(QUIET), new RunRetention(runs, age));
  }

  private static int number(Map<String, String> environment, String name, int otherwise, int most) {
    String text = environment.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    LOG.warn("{} is `{}`, expected a whole number from 1 on; it is ignored", name, text);
    return otherwise;
  }
}
