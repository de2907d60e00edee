package org.dora.cli.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * Writes points in time as {@code HH:MM:SS} of a time zone. Messages come in bursts, so the text of
 * the last second is kept; confined to one thread.
 */
final class WallClock {
  private static final int DAY_SECONDS = 24 * 60 * 60;

  private final ZoneRules rules;
  private long second = Long.MIN_VALUE;
  private String text = "";

  WallClock(ZoneId zone) {
    this.rules = zone.getRules();
  }

  void append(StringBuilder out, Instant time) {
    if (time.getEpochSecond() != second) {
      second = time.getEpochSecond();
      text = text(second + rules.getOffset(time).getTotalSeconds());
    }
    out.append(text);
  }

  private static String text(long localSecond) {
    int ofDay = Math.floorMod(localSecond, DAY_SECONDS);
    return twoDigits(ofDay / 3600) + ':' + twoDigits(ofDay / 60 % 60) + ':' + twoDigits(ofDay % 60);
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
