package org.dora.common.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes points in time as the released program does in logs: RFC 3339, somewhat relaxed
 * when reading (observed: blanks around and before the offset, one-digit months, offsets without a
 * colon, {@code UTC}, years beyond 9999).
 */
final class LogTimestamp {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(?<year>[+-]\\d{4,6}|\\d{1,4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})[Tt\\s]"
              + "(?<hour>\\d{1,2}):(?<minute>\\d{1,2}):(?<second>\\d{1,2})(?:\\.(?<fraction>\\d+))?"
              + "\\s*(?:[Zz]|UTC|(?<sign>[+-])(?<hours>\\d{2}):?(?<minutes>\\d{2}))\\s*");

  private static final int NANO_DIGITS = 9;

  private LogTimestamp() {}

  /** Returns the time in UTC with 0, 3, 6 or 9 digits of a second's fraction, as many as needed. */
  static String text(Instant time) {
    return time.toString();
  }

  /**
   * Reads a time; digits beyond the nanosecond are cut off, and a leap second is the first one of
   * the next minute.
   */
  static Optional<Instant> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int hour = number(form, "hour");
    int minute = number(form, "minute");
    int second = number(form, "second");
    if (hour > 23 || minute > 59 || second > 60) {
      return Optional.empty();
    }
    try {
      long day =
          LocalDate.of(number(form, "year"), number(form, "month"), number(form, "day"))
              .toEpochDay();
      long local = ((day * 24 + hour) * 60 + minute) * 60 + second;
      return offset(form).map(offset -> Instant.ofEpochSecond(local - offset, nanos(form)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> offset(Matcher form) {
    String sign = form.group("sign");
    if (sign == null) {
      return Optional.of(0);
    }
    int hours = number(form, "hours");
    int minutes = number(form, "minutes");
    if (hours > 23 || minutes > 59) {
      return Optional.empty();
    }
    int seconds = (hours * 60 + minutes) * 60;
    return Optional.of(sign.equals("-") ? -seconds : seconds);
  }

  private static int nanos(Matcher form) {
    String fraction = form.group("fraction");
    if (fraction == null) {
      return 0;
    }
    String digits = fraction.length() > NANO_DIGITS ? fraction.substring(0, NANO_DIGITS) : fraction;
    return Integer.parseInt(digits + "0".repeat(NANO_DIGITS - digits.length()));
  }

  private static int number(Matcher form, String group) {
    return Integer.parseInt(form.group(group));
  }
}
