package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorWriterTest {
  private static final int ROUNDS = 500;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsWrittenReadsBackAsTheSameDescriptor(boolean compact) {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Descriptor descriptor = new RandomDescriptors(seed).descriptor();

      assertEquals(
          descriptor, read(DescriptorWriter.yaml(descriptor, compact)), "YAML, seed " + seed);
      assertEquals(
          descriptor, read(DescriptorWriter.json(descriptor, compact)), "JSON, seed " + seed);
    }
  }

  @Test
  void expandingWhatWasExpandedChangesNoByte() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      String once = DescriptorWriter.yaml(new RandomDescriptors(seed).descriptor(), false);

      assertEquals(once, DescriptorWriter.yaml(read(once), false), "seed " + seed);
    }
  }

  @Test
  void infinityIsSpeltInYamlAndLeftOutOfJson() {
    Descriptor descriptor =
        read("{nodes: [{id: a, path: x, restart_delay: .inf, env: {V: -.inf}}]}");

    assertEquals(descriptor, read(DescriptorWriter.yaml(descriptor, false)));
    String json = DescriptorWriter.json(descriptor, true);
    assertEquals(
        "{\"nodes\": [{\"id\": \"a\", \"path\": \"x\", \"env\": {\"V\": \"-inf\"},"
            + " \"restart_delay\": null}]}",
        json);
  }

  @Test
  void theCompactFormHasOnlyWhatSaysSomething() {
    Descriptor descriptor =
        read(
            """
            nodes:
              - id: a
                path: x
                outputs: [o]
                restart_policy: never
                deploy: {}
              - {id: b, operator: {python: y}}
              - {id: c, ros2: {topic: /t, message_type: a/b}}
            debug: {enable_debug_inspection: false}
            """);

    assertEquals(
        """
        nodes:
        - id: a
          path: x
          outputs:
          - o
          deploy: {}
        - id: b
          operator:
            python: y
        - id: c
          ros2:
            topic: /t
            message_type: a/b
        """,
        DescriptorWriter.yaml(descriptor, true));
  }

  @Test
  void mapsAreInTheOrderOfTheirBytes() {
    String yaml =
        DescriptorWriter.yaml(
            read("nodes: []\nenv: {\"\\U0001F600\": 1, \"\\uE000\": 2, a: 3}"), true);

    assertEquals("nodes: []\nenv:\n  a: 3\n  \ue000: 2\n  \ud83d\ude00: 1\n", yaml);
    assertFalse(yaml.contains("\\"), yaml);
  }

  private static Descriptor read(String text) {
    return DescriptorParser.parse(text, "written", Map.of()).descriptor();
  }
}
