package org.dora.cli.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dora.cli.Quantity;
import org.dora.cli.node.ShownMetrics;
import org.dora.cli.terminal.Terminal;
import org.dora.common.control.NodeInfo;
import org.dora.common.control.NodeMetricsInfo;
import org.jspecify.annotations.Nullable;

/** Draws nodes as a page that fits the terminal: what has no room goes, least important first. */
final class NodePage {
  private static final String MARK = ">> ";
  private static final String NO_MARK = "   ";
  private static final String GAP = "  ";

  /** Lines that are not nodes: two above, a blank one, the heads, and two below. */
  private static final int FRAME = 6;

  private static final int WIDEST_CELL = 36;
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final double WHOLE_CORE = 100;

  /** Escapes, each of which ends only what it began, so that a line may have a background, too. */
  private enum Style {
    BOLD("\u001b[1m", "\u001b[22m"),
    DIM("\u001b[2m", "\u001b[22m"),
    RED("\u001b[31m", "\u001b[39m"),
    GREEN("\u001b[32m", "\u001b[39m"),
    YELLOW("\u001b[33m", "\u001b[39m"),
    GREY_GROUND("\u001b[48;5;238m", "\u001b[49m");

    private final String begin;
    private final String end;

    Style(String begin, String end) {
      this.begin = begin;
      this.end = end;
    }
  }

  private record Fitted(NodeColumn column, String title, int width) {}

  private final String title;
  private final boolean colours;

  /**
   * @param title what is watched
   * @param colours whether escapes may be used
   */
  NodePage(String title, boolean colours) {
    this.title = title;
    this.colours = colours;
  }

  /**
   * Returns the lines of the page.
   *
   * @param trouble why there is nothing newer, null if all is well
   */
  List<String> lines(NodeView view, @Nullable String trouble, Terminal.Size size) {
    int width = size.columns();
    List<Fitted> columns = fit(view, width);
    List<String> lines = new ArrayList<>();
    lines.add(paint(Style.BOLD, cut(" dora inspect top" + GAP + title, width)));
    lines.add(
        trouble == null
            ? cut(" " + sum(view.nodes()), width)
            : paint(Style.RED, cut(" " + trouble, width)));
    lines.add("");
    lines.add(paint(Style.YELLOW, paint(Style.BOLD, cut(heads(columns), width))));
    int room = Math.max(1, size.rows() - FRAME);
    lines.addAll(rows(view, columns, width, room));
    while (lines.size() < size.rows() - 2) {
      lines.add("");
    }
    lines.add(cut(" " + about(view), width));
    lines.add(
        paint(
            Style.DIM,
            cut(" q quit   ↑↓ choose   n c m sort, again to reverse   r refresh", width)));
    return lines.subList(0, Math.min(lines.size(), size.rows()));
  }

  private static String sum(List<NodeInfo> nodes) {
    Set<UUID> dataflows = new HashSet<>();
    double cpu = 0;
    double memory = 0;
    int healthy = 0;
    for (NodeInfo node : nodes) {
      dataflows.add(node.dataflowId());
      cpu += NodeView.cpu(node);
      memory += NodeView.memory(node);
      healthy += ShownMetrics.of(node.metrics()).status().equals("Running") ? 1 : 0;
    }
    return "%d dataflow(s)   %d node(s), %d running   CPU %s   memory %s"
        .formatted(
            dataflows.size(),
            nodes.size(),
            healthy,
            Quantity.percent(cpu),
            Quantity.memory(memory));
  }

  private static List<Fitted> fit(NodeView view, int width) {
    List<Fitted> columns = new ArrayList<>();
    for (NodeColumn column : NodeColumn.ALL) {
      columns.add(fitted(column, view));
      if (column.title().equals("CPU%")) {
        columns.add(fitted(new NodeColumn("LOAD", 8, false, it -> bars(view.loadOf(it))), view));
      }
    }
    while (columns.size() > 1 && widthOf(columns) > width) {
      columns.remove(
          columns.stream().max(Comparator.comparingInt(it -> it.column().rank())).orElseThrow());
    }
    return columns;
  }

  private static Fitted fitted(NodeColumn column, NodeView view) {
    String title = column.title() + sortMark(column, view);
    int width = title.length();
    for (NodeInfo node : view.nodes()) {
      width = Math.max(width, column.cell().apply(node).length());
    }
    return new Fitted(column, title, Math.min(width, WIDEST_CELL));
  }

  private static String sortMark(NodeColumn column, NodeView view) {
    boolean sorted =
        column.title().replace("%", "").equals(view.sortKey().name().toUpperCase(Locale.ROOT));
    return sorted ? view.isDescending() ? " ▼" : " ▲" : "";
  }

  private static int widthOf(List<Fitted> columns) {
    return MARK.length()
        + columns.stream().mapToInt(it -> it.width() + GAP.length()).sum()
        - GAP.length();
  }

  private static String heads(List<Fitted> columns) {
    return columns.stream()
        .map(each -> aligned(each.title(), each))
        .collect(Collectors.joining(GAP, NO_MARK, ""));
  }

  private List<String> rows(NodeView view, List<Fitted> columns, int width, int room) {
    if (view.nodes().isEmpty()) {
      return List.of(cut(NO_MARK + "No dataflows are running. `dora start` starts one.", width));
    }
    int chosen = view.chosen();
    int first = Math.max(0, chosen - room + 1);
    List<String> rows = new ArrayList<>();
    for (int i = first; i < Math.min(view.nodes().size(), first + room); i++) {
      String row = row(view.nodes().get(i), columns, i == chosen ? MARK : NO_MARK);
      rows.add(i == chosen ? paint(Style.GREY_GROUND, row) : row);
    }
    return rows;
  }

  private String row(NodeInfo node, List<Fitted> columns, String mark) {
    StringJoiner row = new StringJoiner(GAP, mark, "");
    for (Fitted each : columns) {
      String cell = aligned(each.column().cell().apply(node), each);
      Style style =
          switch (each.column().title()) {
            case "STATUS" -> styleOf(node.metrics());
            case "LOAD" -> Style.GREEN;
            default -> null;
          };
      row.add(style == null ? cell : paint(style, cell));
    }
    return row.toString();
  }

  private static @Nullable Style styleOf(@Nullable NodeMetricsInfo metrics) {
    if (metrics == null) {
      return Style.DIM;
    }
    return switch (metrics.status()) {
      case RUNNING -> null;
      case STOPPED -> Style.DIM;
      case DEGRADED -> Style.YELLOW;
      case FAILED, RESTARTING -> Style.RED;
    };
  }

  /** What no column says of the chosen node. */
  private static String about(NodeView view) {
    if (view.chosen() < 0) {
      return "";
    }
    NodeInfo node = view.nodes().get(view.chosen());
    NodeMetricsInfo metrics = node.metrics();
    String broken =
        metrics == null || metrics.brokenInputs().isEmpty()
            ? ""
            : "   silent inputs: " + String.join(", ", metrics.brokenInputs());
    return node.nodeId()
        + " of "
        + NodeColumn.dataflow(node)
        + " ("
        + node.dataflowId()
        + ") on daemon "
        + node.daemonId()
        + broken;
  }

  /** The root spreads what is small, which most loads are. */
  private static String bars(List<Double> loads) {
    double most = loads.stream().mapToDouble(it -> it).max().orElse(0);
    StringBuilder bars = new StringBuilder();
    bars.repeat(' ', NodeView.REMEMBERED - loads.size());
    for (double load : loads) {
      double share = Math.sqrt(load / Math.max(WHOLE_CORE, most));
      bars.append(BARS.charAt((int) Math.min(BARS.length() - 1L, (long) (share * BARS.length()))));
    }
    return bars.toString();
  }

  private static String aligned(String text, Fitted place) {
    String shown = cut(text, place.width());
    String blanks = " ".repeat(place.width() - shown.length());
    return place.column().isNumber() ? blanks + shown : shown + blanks;
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
  }

  private String paint(Style style, String text) {
    return colours ? style.begin + text + style.end : text;
  }
}
