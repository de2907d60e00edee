package org.dora.cli.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ParsedDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chart against all that the released program drew of the corpus, and some of what it did not.
 */
class MermaidTextTest {
  static Stream<GraphCase> recordedCharts() {
    return GraphCase.all().stream().filter(each -> each.mermaid().isPresent());
  }

  @ParameterizedTest
  @MethodSource("recordedCharts")
  void theChartIsTheReleasedOneByteForByte(GraphCase recorded) {
    ParsedDescriptor written = recorded.read();
    List<String> modules = new ArrayList<>();
    for (NodeDescriptor node : written.descriptor().nodes()) {
      if (node.composition().module() != null) {
        modules.add(node.id().value());
      }
    }
    ParsedDescriptor flat = modules.isEmpty() ? written : recorded.expanded().orElseThrow();
    DataflowGraph graph = Flows.graph(flat, modules.toArray(String[]::new));
    assertEquals(recorded.mermaid().orElseThrow(), MermaidText.of(graph));
  }

  @Test
  void noRecordedChartIsLeftOut() {
    assertEquals(35, recordedCharts().count());
  }

  private static String chart(String yaml, String... modules) {
    return MermaidText.of(Flows.graph(Flows.parse(yaml), modules));
  }

  // What follows was seen by running the released 1.1.0.

  @Test
  void onlyRuntimesWithADescriptionHaveQuotedLabels() {
    assertEquals(
        """
        flowchart TB
          bare/op[\\bare/]
          said/op[\\"said<hr/>*hi #lt;b#gt; #amp; #quot;q#quot; #35;1*"/]
        subgraph two ["two<hr/>*a<br/>b*"]
          two/b[\\b/]
          two/a[\\a/]
        end
        """,
        chart(
            """
            nodes:
              - {id: two, description: "a\\r\\nb", operators: [{id: b, python: p, description: no}, {id: a, python: p}]}
              - {id: said, description: 'hi <b> & "q" #1', operator: {python: p, description: no}}
              - {id: bare, operators: [{id: op, python: p}]}
            """));
  }

  @Test
  void theOnlyOperatorOfARuntimeIsNamedByItsConsumersUnlessListed() {
    assertTrue(
        chart(
                """
                nodes:
                  - {id: a, operator: {python: p, outputs: [o/p]}}
                  - {id: b, operator: {id: e/f, python: p, outputs: [o]}}
                  - {id: d, operators: [{id: op, python: p, outputs: [o]}]}
                  - {id: c, path: x, inputs: {i: a/o/p, j: b/o, k: d/o, l: d/op/o}}
                """)
            .endsWith(
                """
                  a/op -- o/p as i --> c
                  missing>missing] -- j --> c
                  missing>missing] -- k --> c
                  d/op -- o as l --> c
                """));
  }

  @Test
  void logsKeepTheirFilterAndTypesLoseTheirParameters() {
    assertTrue(
        chart(
                """
                nodes:
                  - id: s
                    path: x
                    outputs: [o, p, q]
                    output_types: {o: "std/media/v1/AudioFrame[sample_type=a/b]", p: weird, q: "a/[k=v]"}
                  - id: t
                    path: y
                    inputs: {a: dora/logs, b: dora/logs/WARN, c: dora/logs/info/s, o: s/o, p: s/p, q: s/q}
                """)
            .endsWith(
                """
                  dora/logs -- a --> t
                  dora/logs/warn -- b --> t
                  dora/logs/info/s -- c --> t
                  s -- o [AudioFrame] --> t
                  s -- p [weird] --> t
                  s -- q [] --> t
                """));
  }

  @Test
  void modulesStandFirstWithDotsInTheirIdsReplaced() {
    assertEquals(
        """
        flowchart TB
        subgraph empty [empty]
        end
        subgraph my_mod [my.mod]
          my.mod.a[\\"**my.mod.a**"/]
        subgraph my_mod_rt [my.mod.rt]
          my.mod.rt/o1[\\o1/]
        end
        end
          free[\\"**free**"/]
        """,
        chart(
            """
            nodes:
              - {id: free, path: x}
              - {id: my.mod.rt, operators: [{id: o1, python: p}]}
              - {id: my.mod.a, path: x}
            """,
            "my.mod",
            "empty"));
  }
}
