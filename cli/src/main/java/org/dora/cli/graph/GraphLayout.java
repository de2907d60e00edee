package org.dora.cli.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.id.DataId;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.math.KVectorChain;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Finds a place for everything: data flows from left to right through layers, with as few crossings
 * as can be found (the layered algorithm of the Eclipse Layout Kernel).
 */
final class GraphLayout {
  private static final double MARGIN = 28;
  private static final double FRAME_PADDING = 20;
  private static final double PILL_GAP = 26;

  /**
   * A card in the making.
   *
   * @param lead room that the node has on the left of the card, for the pills that feed it
   */
  private record CardNode(String key, CardShape shape, ElkNode node, double lead) {}

  private record FrameNode(String key, FrameShape shape, ElkNode node) {}

  private record Line(Edge edge, CardNode source, CardNode target, ElkEdge elk) {}

  private final Readers readers;
  private final ElkNode root = ElkGraphUtil.createGraph();
  private final List<FrameNode> frames = new ArrayList<>();
  private final Map<Vertex, CardNode> cards = new IdentityHashMap<>();
  private final List<CardNode> cardsInOrder = new ArrayList<>();
  private final Map<Vertex, List<Edge>> fed = new IdentityHashMap<>();
  private final Map<ElkNode, Map<String, ElkPort>> ports = new IdentityHashMap<>();
  private final List<Line> lines = new ArrayList<>();

  private GraphLayout(DataflowGraph graph) {
    readers = new Readers(graph);
    for (Edge edge : graph.edges()) {
      if (!(edge.origin() instanceof Origin.Output)) {
        fed.computeIfAbsent(edge.target(), _ -> new ArrayList<>()).add(edge);
      }
    }
  }

  /** Lays out a graph; the same graph always gets the same drawing. */
  static Drawing of(DataflowGraph graph) {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    GraphLayout layout = new GraphLayout(graph);
    layout.settings();
    graph.modules().forEach(layout::module);
    graph.free().forEach(part -> layout.part(part, layout.root, ""));
    graph.edges().forEach(layout::edge);
    new RecursiveGraphLayoutEngine().layout(layout.root, new NullElkProgressMonitor());
    return layout.drawing();
  }

  private void settings() {
    root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
    root.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
    root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
    spacing(root);
  }

  private static void spacing(ElkNode graph) {
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE, 30.0);
    graph.setProperty(LayeredOptions.SPACING_COMPONENT_COMPONENT, 40.0);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 56.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 18.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 22.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 12.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 12.0);
  }

  private void module(String id, List<Part> members) {
    ElkNode frame = frame(FrameShape.ofModule(id), root);
    members.forEach(part -> part(part, frame, id + "."));
  }

  private ElkNode frame(FrameShape shape, ElkNode parent) {
    ElkNode frame = ElkGraphUtil.createNode(parent);
    frame.setProperty(
        CoreOptions.PADDING,
        new ElkPadding(shape.headHeight() + 8, FRAME_PADDING, FRAME_PADDING, FRAME_PADDING));
    frame.setProperty(CoreOptions.NODE_SIZE_CONSTRAINTS, SizeConstraint.minimumSize());
    frame.setProperty(
        CoreOptions.NODE_SIZE_MINIMUM, new KVector(shape.leastWidth(), shape.headHeight() + 20));
    spacing(frame);
    frames.add(new FrameNode("f" + frames.size(), shape, frame));
    return frame;
  }

  private void part(Part part, ElkNode parent, String prefix) {
    switch (part) {
      case Part.Single(Vertex vertex) -> card(vertex, CardText.alone(vertex, prefix), parent);
      case Part.Runtime(var node, List<Vertex> operators) -> {
        ElkNode frame = frame(FrameShape.ofRuntime(node), parent);
        operators.forEach(each -> card(each, CardText.inFrame(each), frame));
      }
    }
  }

  private void card(Vertex vertex, CardText text, ElkNode parent) {
    CardShape shape = CardShape.of(vertex, text, readers);
    ElkNode node = ElkGraphUtil.createNode(parent);
    double lead = lead(fed.getOrDefault(vertex, List.of()));
    node.setDimensions(lead + shape.width(), shape.height());
    node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
    Map<String, ElkPort> byName = new HashMap<>();
    for (PortRow row : shape.inputs()) {
      byName.put("in " + row.id(), port(node, PortSide.WEST, 0, row.y()));
    }
    for (PortRow row : shape.outputs()) {
      byName.put("out " + row.id(), port(node, PortSide.EAST, lead + shape.width(), row.y()));
    }
    ports.put(node, byName);
    CardNode card = new CardNode("n" + cardsInOrder.size(), shape, node, lead);
    cardsInOrder.add(card);
    cards.put(vertex, card);
  }

  private static double lead(List<Edge> edges) {
    return edges.stream()
        .mapToDouble(edge -> PillShape.of(edge.origin()).width() + PILL_GAP)
        .max()
        .orElse(0);
  }

  private static ElkPort port(ElkNode node, PortSide side, double x, double y) {
    ElkPort port = ElkGraphUtil.createPort(node);
    port.setProperty(CoreOptions.PORT_SIDE, side);
    port.setLocation(x, y);
    return port;
  }

  private void edge(Edge edge) {
    if (edge.origin() instanceof Origin.Output(Vertex vertex, DataId output)) {
      CardNode source = card(vertex);
      CardNode target = card(edge.target());
      ElkEdge elk =
          ElkGraphUtil.createSimpleEdge(
              portOf(source, "out " + output), portOf(target, "in " + edge.input()));
      lines.add(new Line(edge, source, target, elk));
    }
  }

  private CardNode card(Vertex vertex) {
    CardNode card = cards.get(vertex);
    if (card == null) {
      throw new IllegalStateException(vertex.id() + " has no card");
    }
    return card;
  }

  private ElkPort portOf(CardNode card, String name) {
    ElkPort port = ports.getOrDefault(card.node, Map.of()).get(name);
    if (port == null) {
      throw new IllegalStateException(card.shape.vertex().id() + " has no port " + name);
    }
    return port;
  }

  private Drawing drawing() {
    List<Drawing.Pill> pills = new ArrayList<>();
    List<Drawing.Route> routes = new ArrayList<>();
    for (CardNode card : cardsInOrder) {
      Drawing.Box box = cardBox(card);
      for (Edge edge : fed.getOrDefault(card.shape.vertex(), List.of())) {
        Drawing.Pill pill = pill("s" + pills.size(), edge, card, box);
        pills.add(pill);
        routes.add(fromPill("e" + routes.size(), edge, pill, card));
      }
    }
    for (Line line : lines) {
      routes.add(route("e" + routes.size(), line));
    }
    return new Drawing(
        Math.max(root.getWidth(), 2 * MARGIN),
        Math.max(root.getHeight(), 2 * MARGIN),
        frames.stream().map(f -> new Drawing.Frame(f.key, f.shape, box(f.node))).toList(),
        cardsInOrder.stream().map(c -> new Drawing.Card(c.key, c.shape, cardBox(c))).toList(),
        pills,
        routes);
  }

  /** Timers and the like lie straight before the input that they feed, wherever that is. */
  private static Drawing.Pill pill(String key, Edge edge, CardNode card, Drawing.Box box) {
    PillShape shape = PillShape.of(edge.origin());
    double y = box.y() + card.shape.input(edge.input()).y();
    return new Drawing.Pill(
        key,
        shape,
        new Drawing.Box(
            box.x() - PILL_GAP - shape.width(),
            y - PillShape.HEIGHT / 2,
            shape.width(),
            PillShape.HEIGHT));
  }

  private static Drawing.Route fromPill(String key, Edge edge, Drawing.Pill pill, CardNode card) {
    double y = pill.box().y() + PillShape.HEIGHT / 2;
    double x = pill.box().x() + pill.box().width();
    List<Drawing.Point> corners =
        List.of(new Drawing.Point(x, y), new Drawing.Point(x + PILL_GAP, y));
    return new Drawing.Route(key, edge, pill.key(), card.key, corners, List.of());
  }

  private static Drawing.Route route(String key, Line line) {
    KVector offset = offset(line.elk.getContainingNode());
    List<Drawing.Point> corners = new ArrayList<>();
    for (ElkEdgeSection section : line.elk.getSections()) {
      corners.add(point(offset, section.getStartX(), section.getStartY()));
      section.getBendPoints().forEach(bend -> corners.add(point(offset, bend.getX(), bend.getY())));
      // Past the pills of other inputs to the card itself.
      corners.add(point(offset, section.getEndX() + line.target.lead, section.getEndY()));
    }
    List<Drawing.Point> junctions = new ArrayList<>();
    KVectorChain points = line.elk.getProperty(CoreOptions.JUNCTION_POINTS);
    if (points != null) {
      points.forEach(each -> junctions.add(point(offset, each.x, each.y)));
    }
    return new Drawing.Route(key, line.edge, line.source.key, line.target.key, corners, junctions);
  }

  private static Drawing.Point point(KVector offset, double x, double y) {
    return new Drawing.Point(offset.x + x, offset.y + y);
  }

  private static Drawing.Box cardBox(CardNode card) {
    Drawing.Box whole = box(card.node);
    return new Drawing.Box(whole.x() + card.lead, whole.y(), card.shape.width(), whole.height());
  }

  private static Drawing.Box box(ElkNode node) {
    KVector corner = offset(node);
    return new Drawing.Box(corner.x, corner.y, node.getWidth(), node.getHeight());
  }

  /** Coordinates of the library are relative to the enclosing node. */
  private static KVector offset(ElkNode node) {
    KVector offset = new KVector();
    for (ElkNode each = node; each.getParent() != null; each = each.getParent()) {
      offset.add(each.getX(), each.getY());
    }
    return offset;
  }
}
