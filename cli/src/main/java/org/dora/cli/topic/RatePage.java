package org.dora.cli.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dora.cli.Console;
import org.dora.cli.terminal.Terminal;

/** The live page of {@code dora topic hz}: a row for each output, and a closer look at one. */
final class RatePage implements Terminal.Listener {
  private static final Duration REFRESH = Duration.ofMillis(200);
  private static final String KEYS = "Up/Down: Select  |  Exit: q / Ctrl-C / Esc";
  private static final String COLUMNS = "%-40s %10s %10s %10s %10s %10s";
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final int BUCKETS = 8;
  private static final String REVERSED = "\u001b[7m";
  private static final String PLAIN = "\u001b[0m";

  private final Map<String, Rate> rates;
  private volatile int selected;
  private volatile boolean ended;

  private RatePage(Map<String, Rate> rates) {
    this.rates = rates;
  }

  /**
   * Shows the page until the user leaves it or all outputs have closed.
   *
   * @param rates by the names of outputs, in the order of the rows
   * @param reader puts them up
   */
  static void watch(
      Console console, TopicStream stream, Map<String, Rate> rates, TopicStream.Reader reader) {
    RatePage page = new RatePage(rates);
    try (Terminal terminal = Terminal.open(console.out(), page)) {
      while (!page.ended && stream.isOpen()) {
        terminal.show(page.lines(terminal.size()));
        stream.read(REFRESH, reader);
      }
    }
  }

  @Override
  public void pressed(String key) {
    switch (key) {
      case "q", "escape" -> ended = true;
      case "up" -> selected = Math.max(0, selected - 1);
      case "down" -> selected = Math.min(rates.size() - 1, selected + 1);
      default -> {
        // Other keys do nothing.
      }
    }
  }

  @Override
  public void resized() {
    // The next page has the new size.
  }

  @Override
  public void ended() {
    ended = true;
  }

  private List<String> lines(Terminal.Size size) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            COLUMNS, "Output", "Avg (ms)", "Avg (Hz)", "Min (ms)", "Max (ms)", "Std (ms)"));
    List<String> names = List.copyOf(rates.keySet());
    int room = Math.max(1, size.rows() - BUCKETS - 6);
    int first = Math.max(0, selected - room + 1);
    for (int i = first; i < Math.min(names.size(), first + room); i++) {
      String row = row(names.get(i));
      lines.add(i == selected ? REVERSED + row + PLAIN : row);
    }
    while (lines.size() <= room) {
      lines.add("");
    }
    double[] deltas = rate(names.get(selected)).deltas();
    lines.add("");
    lines.add("Last intervals (ms) — " + names.get(selected));
    lines.add(sparkline(deltas, size.columns()));
    lines.addAll(histogram(deltas, size.columns()));
    lines.add(KEYS);
    return lines;
  }

  private Rate rate(String name) {
    Rate rate = rates.get(name);
    return rate == null ? new Rate(Duration.ZERO) : rate;
  }

  private String row(String name) {
    Rate.Intervals it = rate(name).intervals();
    return it == null
        ? String.format(COLUMNS, name, "-", "-", "-", "-", "-")
        : String.format(
            COLUMNS,
            name,
            decimal(it.average()),
            decimal(it.frequency()),
            decimal(it.least()),
            decimal(it.most()),
            decimal(it.deviation()));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Draws the newest values, a character each, from nothing to the largest. */
  static String sparkline(double[] values, int columns) {
    double most = 0;
    int from = Math.max(0, values.length - columns);
    for (int i = from; i < values.length; i++) {
      most = Math.max(most, values[i]);
    }
    StringBuilder line = new StringBuilder();
    for (int i = from; i < values.length; i++) {
      line.append(BLOCKS.charAt((int) (values[i] / most * (BLOCKS.length() - 1))));
    }
    return line.toString();
  }

  /** Counts values between the least and the largest, a line for each of the equal ranges. */
  static List<String> histogram(double[] values, int columns) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    int[] counts = new int[BUCKETS];
    int highest = 1;
    double width = (most - least) / BUCKETS;
    for (double value : values) {
      int bucket = width == 0 ? 0 : (int) Math.min(BUCKETS - 1, (value - least) / width);
      highest = Math.max(highest, ++counts[bucket]);
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < BUCKETS; i++) {
      String label =
          values.length == 0 ? "" : String.format(Locale.ROOT, "%10.2f ", least + i * width);
      int bar = counts[i] * Math.max(1, columns - 20) / highest;
      lines.add(label + "█".repeat(bar) + (counts[i] == 0 ? "" : " " + counts[i]));
    }
    return lines;
  }
}
