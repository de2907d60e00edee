package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.yaml.SourceText;
import org.dora.common.yaml.YamlParser;
import org.junit.jupiter.api.Test;

class InheritedBuildLinesTest {
  private static final String MODULE =
      """
      module: {name: m}
      build: pip install -r requirements.txt
      nodes:
        - {id: plain, path: a.py}
        - {id: own, path: b.py, build: make b}
      """;

  private static ParsedDescriptor expanded() {
    ParsedDescriptor flat =
        DescriptorParser.parse(
            """
            nodes:
              - {id: outer, path: o, build: "one\\ntwo"}
              - {id: m.plain, path: a.py, build: "pip install -r requirements.txt"}
              - {id: m.own, path: b.py, build: "pip install -r requirements.txt\\nmake b"}
            """,
            "flow.yml",
            Map.of());
    SourceText module = new SourceText("m.yml", MODULE, YamlParser.parse(MODULE));
    List<NodePlace> places = new ArrayList<>(flat.places());
    places.set(1, new NodePlace(module, "nodes[0]"));
    places.set(2, new NodePlace(module, "nodes[1]"));
    return new ParsedDescriptor(flat.descriptor(), flat.source(), places, List.of());
  }

  @Test
  void linesInFrontOfANodesOwnAreThoseOfItsModules() {
    assertEquals(
        Map.of("nodes[1].build", 1, "nodes[2].build", 1), InheritedBuildLines.of(expanded()));
  }
}
