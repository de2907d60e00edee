package org.dora.cli.graph;

import java.util.ArrayList;
import java.util.List;

/** Writes the few SVG elements that a drawing consists of; coordinates are rounded to a tenth. */
final class SvgShapes {
  private static final double ROUNDING = 9;

  private final Markup out;

  SvgShapes(Markup out) {
    this.out = out;
  }

  Markup markup() {
    return out;
  }

  /**
   * Opens a group whose origin is the corner of a box.
   *
   * @param more attributes: name, value, name, value
   */
  void begin(String key, String style, Drawing.Box box, String... more) {
    String place = "translate(" + number(box.x()) + " " + number(box.y()) + ")";
    List<String> attributes =
        new ArrayList<>(List.of("id", key, "class", style, "transform", place));
    attributes.addAll(List.of(more));
    out.begin("g", attributes.toArray(String[]::new));
  }

  void end() {
    out.end();
  }

  void rect(String style, Drawing.Box box, double radius) {
    out.empty(
        "rect",
        "class",
        style,
        "x",
        number(box.x()),
        "y",
        number(box.y()),
        "width",
        number(box.width()),
        "height",
        number(box.height()),
        "rx",
        number(radius));
  }

  /** Places one of the page's icons. */
  void icon(String name, double x, double y, double size) {
    out.empty(
        "use",
        "class",
        "icon",
        "href",
        "#i-" + name,
        "x",
        number(x),
        "y",
        number(y),
        "width",
        number(size),
        "height",
        number(size));
  }

  /**
   * Writes a line of text.
   *
   * @param room width that it may take, for the script that narrows what a font makes wider
   */
  void text(String style, double x, double y, double room, String text) {
    out.element(
        "text", text, "class", style, "x", number(x), "y", number(y), "data-room", number(room));
  }

  void circle(String style, double x, double y, double radius) {
    out.empty("circle", "class", style, "cx", number(x), "cy", number(y), "r", number(radius));
  }

  void path(String style, String path) {
    out.empty("path", "class", style, "d", path);
  }

  /** Returns the path of an edge; its corners are round. */
  static String path(List<Drawing.Point> corners) {
    StringBuilder path = new StringBuilder();
    Drawing.Point last = corners.getFirst();
    path.append('M').append(pair(last));
    for (int i = 1; i < corners.size() - 1; i++) {
      Drawing.Point corner = corners.get(i);
      Drawing.Point next = corners.get(i + 1);
      double radius =
          Math.min(ROUNDING, Math.min(distance(last, corner), distance(corner, next)) / 2);
      Drawing.Point before = towards(corner, last, radius);
      Drawing.Point after = towards(corner, next, radius);
      path.append('L')
          .append(pair(before))
          .append('Q')
          .append(pair(corner))
          .append(' ')
          .append(pair(after));
      last = corner;
    }
    return path.append('L').append(pair(corners.getLast())).toString();
  }

  private static double distance(Drawing.Point a, Drawing.Point b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  private static Drawing.Point towards(Drawing.Point from, Drawing.Point to, double way) {
    double distance = distance(from, to);
    double share = distance == 0 ? 0 : way / distance;
    return new Drawing.Point(
        from.x() + (to.x() - from.x()) * share, from.y() + (to.y() - from.y()) * share);
  }

  private static String pair(Drawing.Point point) {
    return number(point.x()) + " " + number(point.y());
  }

  /** Returns a coordinate, rounded to a tenth. */
  static String number(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }
}
