package org.dora.cli.graph;

import java.time.Duration;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.LogLevel;

/**
 * What stands on the small shape of something that is no node but feeds one.
 *
 * @param style name of its class and icon in the page
 * @param mapping as the descriptor writes it, in normal form
 * @param label what it is, in words
 * @param note more of it, or empty
 */
record PillShape(String style, String mapping, String label, String note) {
  static final double HEIGHT = 20;
  static final double LABEL_SIZE = 11;
  static final double TEXT_LEFT = 24;
  static final double NOTE_GAP = 7;
  private static final double RIGHT = 10;
  private static final double NOTE_ROOM = 180;

  /** Returns the shape of an origin that is no output. */
  static PillShape of(Origin origin) {
    return switch (origin) {
      case Origin.Timer(InputMapping.Timer timer) ->
          new PillShape(
              "timer", timer.toString(), Interval.text(timer.interval()), rate(timer.interval()));
      case Origin.Logs(InputMapping.Logs logs) ->
          new PillShape(
              "logs", logs.toString(), level(logs), logs.node() == null ? "" : "of " + logs.node());
      case Origin.Missing(InputMapping.User missing) ->
          new PillShape("missing", missing.toString(), "missing", missing.toString());
      case Origin.Output output ->
          throw new IllegalArgumentException(output.vertex().id() + " is drawn as a card");
    };
  }

  private static String rate(Duration interval) {
    return Interval.rate(interval).map(hz -> hz + " Hz").orElse("");
  }

  private static String level(InputMapping.Logs logs) {
    return logs.minimum() == LogLevel.STDOUT ? "logs" : "logs ≥ " + logs.minimum().text();
  }

  boolean isMissing() {
    return style.equals("missing");
  }

  String fittedNote() {
    return Typeface.CODE.fitted(note, PortRow.TYPE_SIZE, NOTE_ROOM);
  }

  double labelWidth() {
    return Typeface.TEXT.width(label, LABEL_SIZE);
  }

  double width() {
    double noteWidth =
        note.isEmpty() ? 0 : NOTE_GAP + Typeface.CODE.width(fittedNote(), PortRow.TYPE_SIZE);
    return Math.ceil(TEXT_LEFT + labelWidth() + noteWidth + RIGHT);
  }
}
