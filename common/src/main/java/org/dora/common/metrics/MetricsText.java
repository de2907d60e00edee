package org.dora.common.metrics;

/** Writes metrics in the text format of Prometheus, family by family. */
public final class MetricsText {
  /** The media type of the text. */
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();
  private String family = "";

  /** Begins a family of values that only grow; its name ends in {@code _total}. */
  public MetricsText counter(String name, String help) {
    return begin(name, "counter", help);
  }

  /** Begins a family of values that go up and down. */
  public MetricsText gauge(String name, String help) {
    return begin(name, "gauge", help);
  }

  private MetricsText begin(String name, String type, String help) {
    family = name;
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * Writes a value of the family.
   *
   * @param labels names, each with its value behind it
   */
  public void value(long value, String... labels) {
    head(labels).append(value).append('\n');
  }

  /**
   * Writes a value of the family.
   *
   * @param labels names, each with its value behind it
   */
  public void value(double value, String... labels) {
    head(labels).append(value).append('\n');
  }

  private StringBuilder head(String... labels) {
    text.append(family);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      escaped(labels[i + 1]);
      text.append('"');
    }
    return text.append(labels.length == 0 ? " " : "} ");
  }

  private void escaped(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(c);
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
