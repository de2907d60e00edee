package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What {@code dora expand} printed for each file of the corpus, against what we write. */
class ExpandCorpusTest {
  @ParameterizedTest
  @MethodSource("flat")
  void theYamlIsWhatExpandPrinted(CorpusCase each) {
    assertEquals(expanded(each), DescriptorWriter.yaml(each.read().descriptor(), false));
  }

  @ParameterizedTest
  @MethodSource("flat")
  void theJsonIsReadByAStrictReader(CorpusCase each) {
    String json = DescriptorWriter.json(each.read().descriptor(), false);

    assertTrue(JsonMapper.shared().readTree(json).get("nodes").isArray());
  }

  @ParameterizedTest
  @MethodSource("withoutDollar")
  void everyFormReadsBackAsTheSameDescriptor(CorpusCase each) {
    Descriptor descriptor = each.read().descriptor();

    assertEquals(descriptor, read(DescriptorWriter.json(descriptor, false)));
    assertEquals(descriptor, read(DescriptorWriter.json(descriptor, true)));
    assertEquals(descriptor, read(DescriptorWriter.yaml(descriptor, false)));
    assertEquals(descriptor, read(DescriptorWriter.yaml(descriptor, true)));
  }

  @Test
  void mostOfTheCorpusIsCovered() {
    long covered = flat().count();

    System.out.printf("expand corpus: %d cases covered%n", covered);
    assertTrue(covered > 70, "only " + covered + " cases are covered");
  }

  /** Those without modules, whose expansion has a test of its own. */
  static Stream<CorpusCase> flat() {
    return CorpusCase.all().stream()
        .filter(each -> !expanded(each).isEmpty())
        .filter(each ->
            each.read().descriptor().nodes().stream()
                .allMatch(node -> node.composition().module() == null));
  }

  /** Every reader substitutes variables in env values again (dataflow.md section 3.4). */
  static Stream<CorpusCase> withoutDollar() {
    return flat().filter(each -> !expanded(each).contains("$"));
  }

  private static Descriptor read(String text) {
    return DescriptorParser.parse(text, "written", Map.of()).descriptor();
  }

  private static String expanded(CorpusCase each) {
    return each.command("expand", "dataflow.yml")
        .map(command -> command.get("expanded_yaml"))
        .map(text -> text.asString())
        .orElse("");
  }
}
