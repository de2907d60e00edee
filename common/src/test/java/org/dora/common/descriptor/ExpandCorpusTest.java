package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dora.common.yaml.FlowWriter;
import org.dora.common.yaml.ScalarValue;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What {@code dora expand} printed for each file of the corpus, against our serialised form. */
class ExpandCorpusTest {
  @ParameterizedTest
  @MethodSource("covered")
  void theJsonHasTheKeysOrderAndDefaultsOfExpand(CorpusCase each) {
    YamlNode theirs = YamlParser.parse(expanded(each));
    YamlNode ours = YamlParser.parse(DescriptorJson.text(each.read().descriptor()));

    assertEquals(lines(theirs), lines(ours));
  }

  @ParameterizedTest
  @MethodSource("covered")
  void theJsonIsReadByAStrictReader(CorpusCase each) {
    String json = DescriptorJson.text(each.read().descriptor());

    assertTrue(JsonMapper.shared().readTree(json).get("nodes").isArray());
  }

  @ParameterizedTest
  @MethodSource("withoutDollar")
  void whatWasWrittenReadsBackAsTheSameDescriptor(CorpusCase each) {
    Descriptor descriptor = each.read().descriptor();

    assertEquals(
        descriptor,
        DescriptorParser.parse(DescriptorJson.text(descriptor), "json", Map.of()).descriptor());
  }

  @Test
  void mostOfTheCorpusIsCovered() {
    long covered = covered().count();

    System.out.printf("expand corpus: %d cases covered%n", covered);
    assertTrue(covered > 40, "only " + covered + " cases are covered");
  }

  static Stream<CorpusCase> covered() {
    return CorpusCase.all().stream()
        .filter(each -> !each.usesMoreThanPrograms() && !expanded(each).isEmpty());
  }

  /** Every reader substitutes variables in env values again (dataflow.md section 3.4). */
  static Stream<CorpusCase> withoutDollar() {
    return covered().filter(each -> !expanded(each).contains("$"));
  }

  private static String expanded(CorpusCase each) {
    return each.command("expand", "dataflow.yml")
        .map(command -> command.get("expanded_yaml"))
        .map(text -> text.asString())
        .orElse("");
  }

  /** One line for each scalar with the keys that lead to it, so that a difference is readable. */
  private static List<String> lines(YamlNode node) {
    List<String> lines = new ArrayList<>();
    collect("", node, lines);
    return lines;
  }

  private static void collect(String path, YamlNode node, List<String> lines) {
    switch (node) {
      case YamlNode.Scalar scalar -> lines.add(path + " = " + shown(scalar));
      case YamlNode.Sequence sequence -> {
        lines.add(path + " = " + sequence.items().size() + " items");
        for (int i = 0; i < sequence.items().size(); i++) {
          collect(path + "[" + i + "]", sequence.items().get(i), lines);
        }
      }
      case YamlNode.Mapping mapping -> {
        lines.add(path + " = map");
        mapping.entries().forEach(e -> collect(path + "." + e.key().text(), e.value(), lines));
      }
    }
  }

  /** JSON has no infinity: we write the text that is coerced to it. */
  private static String shown(YamlNode.Scalar scalar) {
    if (scalar.value() instanceof ScalarValue.Real(double value) && !Double.isFinite(value)) {
      return new FlowWriter().text(RustNumber.display(value)).toString();
    }
    return new FlowWriter().node(scalar).toString();
  }
}
