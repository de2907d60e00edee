package org.dora.cli.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dora.common.descriptor.ParsedDescriptor;
import org.junit.jupiter.api.Test;

class NodeYamlTest {
  private static NodeYaml node(String yaml, int index) {
    ParsedDescriptor parsed = Flows.parse(yaml);
    return NodeYaml.of(parsed.places().get(index));
  }

  private static final String BLOCK =
      """
      nodes:
        - id: a
          # why
          path: x

          args: |
            one
        # about b
        - id: b
          path: y
      env:
        A: 1
      """;

  @Test
  void aNodeIsShownAsItWasWritten() {
    assertEquals(
        new NodeYaml("flow.yml:2", "- id: a\n  # why\n  path: x\n\n  args: |\n    one"),
        node(BLOCK, 0));
  }

  @Test
  void theLastNodeEndsWhereTheListDoes() {
    assertEquals(new NodeYaml("flow.yml:9", "- id: b\n  path: y"), node(BLOCK, 1));
  }

  @Test
  void listsWithoutIndentationEndAtTheNextDash() {
    String yaml = "nodes:\n- id: a\n  path: x\n- id: b\n  path: y\n";
    assertEquals("- id: a\n  path: x", node(yaml, 0).text());
    assertEquals("- id: b\n  path: y", node(yaml, 1).text());
  }

  @Test
  void whatStandsOnOneLineIsShownWithIt() {
    assertEquals("nodes: [{id: a, path: x}]", node("nodes: [{id: a, path: x}]\n", 0).text());
  }
}
