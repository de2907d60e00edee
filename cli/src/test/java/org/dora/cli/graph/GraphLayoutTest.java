package org.dora.cli.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.dora.common.id.DataId;
import org.junit.jupiter.api.Test;

/** A drawing in which things overlap or edges end in the void is none. */
class GraphLayoutTest {
  private static final double ROUNDING = 0.01;

  private static Drawing draw(String yaml, String... modules) {
    return GraphLayout.of(Flows.graph(Flows.parse(yaml), modules));
  }

  private static boolean overlap(Drawing.Box a, Drawing.Box b) {
    return a.x() < b.x() + b.width()
        && b.x() < a.x() + a.width()
        && a.y() < b.y() + b.height()
        && b.y() < a.y() + a.height();
  }

  private static boolean contains(Drawing.Box outer, Drawing.Box inner) {
    return outer.x() <= inner.x()
        && outer.y() <= inner.y()
        && inner.x() + inner.width() <= outer.x() + outer.width()
        && inner.y() + inner.height() <= outer.y() + outer.height();
  }

  private static Drawing.Card card(Drawing drawing, String vertex) {
    return drawing.cards().stream()
        .filter(card -> card.shape().vertex().id().equals(vertex))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingLiesOnAnythingElse() {
    Drawing drawing = draw(Flows.ONE_OF_EACH, "amp");
    List<Drawing.Box> boxes =
        Stream.concat(
                drawing.cards().stream().map(Drawing.Card::box),
                drawing.pills().stream().map(Drawing.Pill::box))
            .toList();
    assertEquals(8 + 4, boxes.size());
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertFalse(overlap(boxes.get(i), boxes.get(j)), boxes.get(i) + " and " + boxes.get(j));
      }
    }
    Drawing.Box paper = new Drawing.Box(0, 0, drawing.width(), drawing.height());
    boxes.forEach(box -> assertTrue(contains(paper, box), box.toString()));
  }

  @Test
  void edgesLeadFromTheirOutputToTheirInput() {
    Drawing drawing = draw(Flows.ONE_OF_EACH, "amp");
    assertEquals(10, drawing.routes().size());
    for (Drawing.Route route : drawing.routes()) {
      Edge edge = route.edge();
      Drawing.Card to = card(drawing, edge.target().id());
      Drawing.Point last = route.corners().getLast();
      assertEquals(to.box().x(), last.x(), ROUNDING, edge.input().value());
      assertEquals(to.box().y() + to.shape().input(edge.input()).y(), last.y(), ROUNDING);
      if (edge.origin() instanceof Origin.Output(Vertex vertex, DataId _)) {
        Drawing.Box from = card(drawing, vertex.id()).box();
        assertEquals(
            from.x() + from.width(), route.corners().getFirst().x(), ROUNDING, vertex.id());
      }
    }
  }

  @Test
  void dataFlowsFromLeftToRight() {
    Drawing drawing = draw(Flows.ONE_OF_EACH, "amp");
    List<String> chain =
        List.of("camera", "amp.slam/odometry", "amp.slam/mapper", "planner/op", "base");
    for (int i = 1; i < chain.size(); i++) {
      Drawing.Box before = card(drawing, chain.get(i - 1)).box();
      Drawing.Box after = card(drawing, chain.get(i)).box();
      assertTrue(before.x() + before.width() < after.x(), chain.get(i));
    }
  }

  @Test
  void framesHoldTheirNodesAndNoOthers() {
    Drawing drawing = draw(Flows.ONE_OF_EACH, "amp");
    assertEquals(
        List.of("module amp", "runtime amp.slam"),
        drawing.frames().stream().map(f -> f.shape().kind() + " " + f.shape().id()).toList());
    assertTrue(contains(drawing.frames().getFirst().box(), drawing.frames().getLast().box()));
    for (Drawing.Frame frame : drawing.frames()) {
      for (Drawing.Card card : drawing.cards()) {
        boolean member = card.shape().vertex().node().id().value().equals("amp.slam");
        assertEquals(member, overlap(frame.box(), card.box()), card.shape().vertex().id());
      }
    }
  }

  @Test
  void theSameGraphIsAlwaysDrawnTheSame() {
    assertEquals(draw(Flows.ONE_OF_EACH, "amp"), draw(Flows.ONE_OF_EACH, "amp"));
  }

  @Test
  void framesMayBeEmpty() {
    Drawing drawing = draw("nodes: [{id: rt, operators: []}, {id: a, path: x}]", "none");
    assertEquals(2, drawing.frames().size());
    assertTrue(drawing.frames().stream().allMatch(frame -> frame.box().width() > 40));
  }

  @Test
  void aDataflowMayBeEmpty() {
    Drawing drawing = draw("nodes: []");
    assertEquals(List.of(), drawing.cards());
    assertTrue(drawing.width() > 0 && drawing.height() > 0);
  }

  @Test
  void operatorsOfTheSameNameAreDrawnBoth() {
    Drawing drawing =
        draw(
            """
            nodes:
              - id: rt
                operators:
                  - {id: x, python: p, outputs: [o], inputs: {i: rt/x/o}}
                  - {id: x, python: p, inputs: {j: rt/x/o}}
            """);
    assertEquals(2, drawing.cards().size());
    assertEquals(2, drawing.routes().size());
  }
}
