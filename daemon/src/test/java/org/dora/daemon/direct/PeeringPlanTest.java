package org.dora.daemon.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;

class PeeringPlanTest {
  private static List<String> dialled(ZenohLinks links) {
    return links.connect().stream().map(endpoint -> endpoint.replaceFirst("#.*", "")).toList();
  }

  private static ZenohLinks links(PeeringPlan plan, String node) throws IOException {
    return plan.linksOf(new NodeId(node));
  }

  @Test
  void readersDialThoseThatTheyReadFromDirectly() throws IOException {
    PeeringPlan plan =
        new PeeringPlan(
            RoutePlanTest.plan(
                "{id: a, path: a, outputs: [out]}",
                "{id: b, path: b, outputs: [out]}",
                "{id: c, path: c, inputs: {x: a/out, y: b/out}}",
                "{id: d, path: D.java, inputs: {y: b/out}}"));
    assertEquals(List.of(), dialled(links(plan, "a")));
    assertEquals(List.of(links(plan, "a").listen()), dialled(links(plan, "c")));
    assertEquals(links(plan, "a").listen(), links(plan, "a").listen());
    assertNotEquals(links(plan, "a").listen(), links(plan, "b").listen());
  }

  @Test
  void anEndpointIsTriedAgainSoon() throws IOException {
    PeeringPlan plan =
        new PeeringPlan(
            RoutePlanTest.plan(
                "{id: a, path: a, outputs: [out]}", "{id: b, path: b, inputs: {x: a/out}}"));
    String endpoint = links(plan, "b").connect().getFirst();
    assertEquals(
        "#retry_period_init_ms=10;retry_period_max_ms=200;retry_period_increase_factor=1.5",
        endpoint.substring(endpoint.indexOf('#')));
  }

  @Test
  void oneLinkServesBothDirections() throws IOException {
    PeeringPlan plan =
        new PeeringPlan(
            RoutePlanTest.plan(
                "{id: a, path: a, outputs: [out], inputs: {x: b/out, self: a/out}}",
                "{id: b, path: b, outputs: [out], inputs: {x: a/out}}"));
    assertEquals(List.of(), dialled(links(plan, "a")));
    assertEquals(List.of(links(plan, "a").listen()), dialled(links(plan, "b")));
  }

  @Test
  void aDynamicNodeDialsItsReadersFromAFreshPort() throws IOException {
    PeeringPlan plan =
        new PeeringPlan(
            RoutePlanTest.plan(
                "{id: a, path: dynamic, outputs: [out], inputs: {x: c/out}}",
                "{id: b, path: b, inputs: {x: a/out}}",
                "{id: c, path: c, outputs: [out]}"));
    NodeId dynamic = new NodeId("a");
    assertEquals(List.of(), dialled(links(plan, "b")));
    ZenohLinks first = plan.linksOfDynamic(dynamic);
    assertEquals(List.of(links(plan, "b").listen()), dialled(first));
    assertNotEquals(first.listen(), plan.linksOfDynamic(dynamic).listen());
    assertTrue(plan.reservedPort(dynamic).isEmpty());
  }
}
