package org.dora.common.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTextTest {
  private static final String TEXT =
      """
      nodes:
        - id: a
        - id: b
          inputs: {x.y: c, 'z[0]': d, l: [e, [f]]}
      """;

  private final SourceText source = new SourceText("flow.yml", TEXT, YamlParser.parse(TEXT));

  @ParameterizedTest
  @CsvSource({
    "nodes[0].id, a",
    "nodes[1].id, b",
    "nodes[01].id, b",
    "nodes[1].inputs.x.y, c",
    "nodes[1].inputs.z[0], d",
    "nodes[1].inputs.l[1][0], f",
  })
  void aPathLeadsToWhatStandsThere(String path, String text) {
    YamlNode.Scalar scalar = (YamlNode.Scalar) source.at(path);
    assertEquals(text, scalar == null ? "nothing" : scalar.text());
  }

  @ParameterizedTest
  @CsvSource({
    "nodes[2].id, 1, 1",
    "nodes[4294967296].id, 1, 1",
    "nodes[].id, 1, 1",
    "nodes[-1].id, 1, 1",
    "nodes[1x].id, 1, 1",
    "nodes[0, 1, 1",
    "nodes.id, 1, 1",
    "nodes[0].path, 2, 5",
    "nodes[1].inputs.l[2], 4, 33",
  })
  void aPathThatLeadsNowhereHasTheNearestPlaceOnTheWay(String path, int line, int column) {
    assertNull(source.at(path));
    assertEquals(new Position(line, column), source.positionOf(path));
  }
}
