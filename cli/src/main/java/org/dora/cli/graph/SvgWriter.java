package org.dora.cli.graph;

import org.dora.common.descriptor.QueuePolicy;

/**
 * Writes a drawing as SVG inside of the page: frames below, then edges, then cards. Colours and
 * fonts are the style sheet's.
 */
final class SvgWriter {
  private final Markup out;
  private final SvgShapes shapes;
  private final CardWriter cards;

  SvgWriter(Markup out) {
    this.out = out;
    shapes = new SvgShapes(out);
    cards = new CardWriter(shapes);
  }

  /**
   * Writes a drawing.
   *
   * @param title what it shows, for those who do not see it
   * @param summary how much of it there is
   */
  void write(Drawing drawing, String title, String summary) {
    String width = SvgShapes.number(drawing.width());
    String height = SvgShapes.number(drawing.height());
    out.begin(
        "svg",
        "id",
        "graph",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + width + " " + height,
        "width",
        width,
        "height",
        height,
        "role",
        "group",
        "aria-labelledby",
        "graph-title graph-summary");
    out.element("title", title, "id", "graph-title");
    out.element("desc", summary, "id", "graph-summary").line();
    out.begin("g", "id", "world").line();
    drawing.frames().forEach(this::frame);
    // What holds up its sender is seen even where it shares its way with others.
    routes(drawing, QueuePolicy.DROP_OLDEST);
    routes(drawing, QueuePolicy.BACKPRESSURE);
    drawing.pills().forEach(this::pill);
    drawing.cards().forEach(cards::write);
    out.end().end().line();
  }

  private void frame(Drawing.Frame frame) {
    FrameShape shape = frame.shape();
    String style = "frame " + shape.style();
    String label = shape.kind() + " " + shape.id();
    if (shape.node() == null) {
      shapes.begin(
          frame.key(),
          style,
          frame.box(),
          "role",
          "group",
          "aria-label",
          label,
          "data-find",
          shape.id());
    } else {
      shapes.begin(
          frame.key(),
          style,
          frame.box(),
          "tabindex",
          "0",
          "role",
          "button",
          "aria-label",
          label,
          "data-find",
          shape.id());
    }
    double room = frame.box().width();
    shapes.rect("body", new Drawing.Box(0, 0, room, frame.box().height()), 14);
    shapes.text(
        "name", FrameShape.TITLE_LEFT, 22, shape.kindLeft() - FrameShape.TITLE_LEFT, shape.id());
    shapes.text("kind", shape.kindLeft(), 22, shape.badgesLeft() - shape.kindLeft(), shape.kind());
    cards.badges(shape.badges(), shape.badgesLeft(), 9);
    if (!shape.description().isEmpty()) {
      shapes.text(
          "about", FrameShape.TITLE_LEFT, 41, room - FrameShape.TITLE_LEFT, shape.description());
    }
    shapes.end();
    out.line();
  }

  private void pill(Drawing.Pill pill) {
    PillShape shape = pill.shape();
    String mapping = shape.mapping();
    shapes.begin(
        pill.key(),
        "pill " + shape.style(),
        pill.box(),
        "data-mapping",
        mapping,
        "data-find",
        mapping);
    out.element("title", shape.isMissing() ? mapping + " does not exist" : mapping);
    shapes.rect(
        "body", new Drawing.Box(0, 0, pill.box().width(), PillShape.HEIGHT), PillShape.HEIGHT / 2);
    shapes.icon(shape.style(), 7, 3.5, 13);
    shapes.text("label", PillShape.TEXT_LEFT, 14, shape.labelWidth(), shape.label());
    if (!shape.note().isEmpty()) {
      double left = PillShape.TEXT_LEFT + shape.labelWidth() + PillShape.NOTE_GAP;
      shapes.text("note", left, 14, pill.box().width() - left, shape.fittedNote());
    }
    shapes.end();
    out.line();
  }

  private void routes(Drawing drawing, QueuePolicy policy) {
    for (Drawing.Route route : drawing.routes()) {
      if (route.edge().settings().effectivePolicy() == policy) {
        route(route);
      }
    }
  }

  private void route(Drawing.Route route) {
    out.begin(
        "g",
        "id",
        route.key(),
        "class",
        "edge " + style(route.edge()),
        "data-from",
        route.from(),
        "data-to",
        route.to());
    out.element("title", told(route.edge()));
    String path = SvgShapes.path(route.corners());
    shapes.path("reach", path);
    shapes.path("line", path);
    for (Drawing.Point junction : route.junctions()) {
      shapes.circle("junction", junction.x(), junction.y(), 3);
    }
    out.end().line();
  }

  private static String style(Edge edge) {
    return switch (edge.origin()) {
      case Origin.Output _ ->
          switch (edge.settings().effectivePolicy()) {
            case DROP_OLDEST -> "data";
            case BACKPRESSURE -> "data pressing";
          };
      case Origin.Timer _ -> "timer";
      case Origin.Logs _ -> "logs";
      case Origin.Missing _ -> "missing";
    };
  }

  /** What a human reads when the pointer rests on an edge. */
  private static String told(Edge edge) {
    String type =
        edge.origin() instanceof Origin.Output output
            ? output.type().map(name -> "\ntype " + name.urn()).orElse("")
            : "";
    String notes = String.join(" · ", PortRow.notes(edge.settings()));
    return edge.settings().source()
        + " → "
        + edge.target().label()
        + "/"
        + edge.input()
        + type
        + (notes.isEmpty() ? "" : "\n" + notes);
  }
}
