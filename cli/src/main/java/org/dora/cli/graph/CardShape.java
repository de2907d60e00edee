package org.dora.cli.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dora.common.descriptor.NodePorts;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the card of a vertex, and how much room it takes.
 *
 * @param vertex what the card shows
 * @param look kind and what it runs
 * @param title what fits of its id
 * @param runs what fits of what it runs
 * @param description its lines, perhaps none
 * @param badges settings worth a glance
 * @param inputs in their order
 * @param outputs in their order
 * @param portsTop y of the line above the ports
 */
record CardShape(
    Vertex vertex,
    NodeLook look,
    String title,
    String runs,
    List<String> description,
    List<String> badges,
    List<PortRow> inputs,
    List<PortRow> outputs,
    double portsTop,
    double width,
    double height) {
  static final double TITLE_SIZE = 13.5;
  static final double RUNS_SIZE = 11;
  static final double DESCRIPTION_SIZE = 11.5;
  static final double BADGE_SIZE = 10;
  static final double DESCRIPTION_LINE = 15;
  static final double BADGE_LINE = 24;
  static final double HEADER = 48;
  static final double TEXT_LEFT = 46;
  static final double SIDE = 14;
  private static final double LEAST_WIDTH = 190;
  private static final double MOST_WIDTH = 330;
  private static final double COLUMN_GAP = 26;
  private static final double PORTS_PADDING = 5;
  private static final int DESCRIPTION_LINES = 3;

  static CardShape of(Vertex vertex, CardText said, Readers readers) {
    NodeLook look = NodeLook.of(vertex);
    String title = said.title();
    List<String> badges = said.badges();
    double width = width(vertex, title, look.runs(), badges, readers);
    double headRoom = width - TEXT_LEFT - SIDE;
    List<String> description = description(said.description(), width - 2 * SIDE);
    double portsTop =
        HEADER
            + (description.isEmpty() ? 0 : description.size() * DESCRIPTION_LINE + 5)
            + (badges.isEmpty() ? 0 : BADGE_LINE);
    List<PortRow> inputs = inputs(vertex.ports(), portsTop + PORTS_PADDING);
    List<PortRow> outputs = outputs(vertex, readers, portsTop + PORTS_PADDING);
    double ports = Math.max(heightOf(inputs), heightOf(outputs));
    return new CardShape(
        vertex,
        look,
        Typeface.BOLD.fitted(title, TITLE_SIZE, headRoom),
        Typeface.CODE.fittedEnd(firstLine(look.runs()), RUNS_SIZE, headRoom),
        description,
        badges,
        inputs,
        outputs,
        portsTop,
        width,
        portsTop + (ports > 0 ? ports + 2 * PORTS_PADDING : 0));
  }

  /** Returns the line of an input. */
  PortRow input(DataId id) {
    for (PortRow row : inputs) {
      if (row.id().equals(id)) {
        return row;
      }
    }
    throw new IllegalArgumentException(vertex.id() + " has no input " + id);
  }

  private static double width(
      Vertex vertex, String title, String runs, List<String> badges, Readers readers) {
    double head =
        TEXT_LEFT
            + SIDE
            + Math.max(
                Typeface.BOLD.width(title, TITLE_SIZE),
                Typeface.CODE.width(firstLine(runs), RUNS_SIZE));
    double ports =
        widthOf(inputs(vertex.ports(), 0))
            + COLUMN_GAP
            + widthOf(outputs(vertex, readers, 0))
            + 2 * SIDE;
    double needed = Math.max(Math.min(head, MOST_WIDTH), ports);
    double badgeLine = badges.stream().mapToDouble(each -> badgeWidth(each) + 5).sum() + 2 * SIDE;
    return Math.ceil(Math.max(LEAST_WIDTH, Math.max(needed, badgeLine)));
  }

  /** Width of a badge's pill. */
  static double badgeWidth(String badge) {
    return Typeface.TEXT.width(badge, BADGE_SIZE) + 14;
  }

  private static String firstLine(String text) {
    String first = text.strip().lines().findFirst().orElse("");
    return text.strip().contains("\n") ? first + " …" : first;
  }

  private static List<String> description(String text, double room) {
    return text.isBlank()
        ? List.of()
        : Typeface.TEXT.wrapped(text, DESCRIPTION_SIZE, room, DESCRIPTION_LINES);
  }

  private static List<PortRow> inputs(NodePorts ports, double top) {
    List<PortRow> rows = new ArrayList<>();
    ports
        .inputs()
        .forEach((id, input) ->
            rows.add(
                PortRow.input(id, input, type(ports.inputTypes().get(id)), top + heightOf(rows))));
    return rows;
  }

  private static List<PortRow> outputs(Vertex vertex, Readers readers, double top) {
    NodePorts ports = vertex.ports();
    List<PortRow> rows = new ArrayList<>();
    for (DataId id : ports.outputs()) {
      boolean used = !readers.of(vertex, id).isEmpty();
      rows.add(PortRow.output(id, type(ports.outputTypes().get(id)), used, top + heightOf(rows)));
    }
    return rows;
  }

  private static Optional<TypeName> type(@Nullable String urn) {
    return Optional.ofNullable(urn).map(TypeName::new);
  }

  private static double heightOf(List<PortRow> rows) {
    return rows.stream().mapToDouble(PortRow::height).sum();
  }

  private static double widthOf(List<PortRow> rows) {
    return rows.stream().mapToDouble(PortRow::width).max().orElse(0);
  }
}
