package org.dora.cli.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the cards of nodes and operators: head, description, badges, ports. */
final class CardWriter {
  private static final double RADIUS = 11;

  private final SvgShapes shapes;

  CardWriter(SvgShapes shapes) {
    this.shapes = shapes;
  }

  void write(Drawing.Card card) {
    CardShape shape = card.shape();
    Vertex vertex = shape.vertex();
    shapes.begin(
        card.key(),
        "card " + shape.look().style(),
        card.box(),
        "tabindex",
        "0",
        "role",
        "button",
        "aria-label",
        spoken(shape),
        "data-find",
        searched(shape));
    double width = card.box().width();
    shapes.rect("body", new Drawing.Box(0, 0, width, card.box().height()), RADIUS);
    head(shape, vertex.label());
    double y = CardShape.HEADER + CardShape.DESCRIPTION_SIZE;
    for (String line : shape.description()) {
      shapes.text("about", CardShape.SIDE, y, width - 2 * CardShape.SIDE, line);
      y += CardShape.DESCRIPTION_LINE;
    }
    badges(shape.badges(), CardShape.SIDE, shape.portsTop() - CardShape.BADGE_LINE + 2);
    if (!shape.inputs().isEmpty() || !shape.outputs().isEmpty()) {
      shapes.path(
          "rule", "M0 " + SvgShapes.number(shape.portsTop()) + "h" + SvgShapes.number(width));
    }
    shape.inputs().forEach(row -> input(shape, row));
    shape.outputs().forEach(row -> output(shape, row));
    shapes.end();
    shapes.markup().line();
  }

  private void head(CardShape shape, String id) {
    double room = shape.width() - CardShape.TEXT_LEFT - CardShape.SIDE;
    String runs = shape.look().runs();
    shapes
        .markup()
        .element("title", id + "\n" + shape.look().kind() + (runs.isEmpty() ? "" : ": " + runs));
    shapes.rect("tile", new Drawing.Box(11, 11, 26, 26), 7);
    shapes.icon(shape.look().style(), 16, 16, 16);
    boolean alone = shape.runs().isEmpty();
    shapes.text("name", CardShape.TEXT_LEFT, alone ? 29 : 22, room, shape.title());
    if (!alone) {
      shapes.text("runs", CardShape.TEXT_LEFT, 37, room, shape.runs());
    }
  }

  /** Writes badges side by side. */
  void badges(List<String> badges, double left, double top) {
    double x = left;
    for (String badge : badges) {
      double width = CardShape.badgeWidth(badge);
      shapes.rect("badge", new Drawing.Box(x, top, width, 17), 8.5);
      shapes.text("badge-text", x + 7, top + 12, width - 14, badge);
      x += width + 5;
    }
  }

  private void input(CardShape shape, PortRow row) {
    double y = row.y();
    double x = CardShape.SIDE;
    begin("port input", row, shape.vertex().ports().inputTypes().get(row.id()));
    shapes.path("mark", "M-5 " + SvgShapes.number(y - 5) + "l8 5l-8 5z");
    double nameWidth = row.nameWidth();
    shapes.text("id", x, y + 4, nameWidth, row.name());
    if (!row.type().isEmpty()) {
      shapes.text("type", x + nameWidth + PortRow.TYPE_GAP, y + 4, row.typeWidth(), row.type());
    }
    if (!row.notes().isEmpty()) {
      String style = row.pressing() ? "note pressing" : "note";
      shapes.text(style, x, y + 17, shape.width() - 2 * CardShape.SIDE, row.notes());
    }
    shapes.end();
  }

  private void output(CardShape shape, PortRow row) {
    double y = row.y();
    double x = shape.width() - CardShape.SIDE;
    begin(
        row.used() ? "port output" : "port output unused",
        row,
        shape.vertex().ports().outputTypes().get(row.id()));
    shapes.circle("mark", shape.width(), y, 4);
    shapes.text("id", x, y + 4, row.nameWidth(), row.name());
    if (!row.type().isEmpty()) {
      double left = x - row.nameWidth() - PortRow.TYPE_GAP;
      shapes.text("type", left, y + 4, row.typeWidth(), row.type());
    }
    shapes.end();
  }

  private void begin(String style, PortRow row, @Nullable String urn) {
    shapes.markup().begin("g", "class", style);
    String unused = row.used() ? "" : "\nnobody reads it";
    String type = urn == null ? "" : "\ntype " + urn;
    shapes.markup().element("title", row.id() + type + unused);
  }

  private static String spoken(CardShape shape) {
    return String.join(
        ", ",
        shape.vertex().label(),
        shape.look().kind(),
        "inputs: " + shape.inputs().size(),
        "outputs: " + shape.outputs().size());
  }

  private static String searched(CardShape shape) {
    Vertex vertex = shape.vertex();
    StringBuilder searched = new StringBuilder(vertex.id()).append(' ').append(shape.look().runs());
    if (vertex.node().name() != null) {
      searched.append(' ').append(vertex.node().name());
    }
    shape.inputs().forEach(row -> searched.append(' ').append(row.id()));
    shape.outputs().forEach(row -> searched.append(' ').append(row.id()));
    return searched.toString();
  }
}
