package org.dora.cli.graph;

import java.util.List;

/**
 * A dataflow with a place for everything; the unit is a CSS pixel, y points down.
 *
 * @param frames outer ones before inner ones
 * @param cards all vertices
 * @param pills timers, logs and missing sources, one for each vertex that they feed
 * @param routes all edges
 */
record Drawing(
    double width,
    double height,
    List<Frame> frames,
    List<Card> cards,
    List<Pill> pills,
    List<Route> routes) {
  /** Where something lies. */
  record Box(double x, double y, double width, double height) {}

  /** A corner of an edge. */
  record Point(double x, double y) {}

  /**
   * @param key unique in the page
   */
  record Frame(String key, FrameShape shape, Box box) {}

  /**
   * @param key unique in the page
   */
  record Card(String key, CardShape shape, Box box) {}

  /**
   * @param key unique in the page
   */
  record Pill(String key, PillShape shape, Box box) {}

  /**
   * An edge.
   *
   * @param from key of what it begins at
   * @param to key of what it ends at
   * @param corners from the first to the last point
   * @param junctions where it leaves another edge of the same output
   */
  record Route(
      String key, Edge edge, String from, String to, List<Point> corners, List<Point> junctions) {}
}
