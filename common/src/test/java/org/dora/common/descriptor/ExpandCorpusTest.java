package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dora.common.descriptor.module.ModuleException;
import org.dora.common.descriptor.module.Modules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
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

  @ParameterizedTest
  @MethodSource("withModules")
  void modulesBecomeTheNodesThatExpandPrinted(CorpusCase each) {
    ParsedDescriptor flat = Modules.expand(each.read(), each.folder(), each.environment());

    assertEquals(expanded(each), DescriptorWriter.yaml(flat.descriptor(), false));
    assertEquals(flat.descriptor().nodes().size(), flat.places().size());
  }

  @ParameterizedTest
  @MethodSource("withBadModules")
  void whatIsWrongWithModulesIsSaid(CorpusCase each) {
    JsonNode error =
        each.command("validate", dataflowOf(each))
            .map(command -> command.get("error"))
            .orElseThrow();
    Path file = each.folder().resolve(dataflowOf(each));
    ParsedDescriptor parsed = each.read(dataflowOf(each));

    ModuleException failure =
        assertThrows(
            ModuleException.class,
            () -> Modules.expand(parsed, file.resolveSibling(""), each.environment()));

    String said = String.join("\n", failure.problems().stream().map(Problem::toString).toList());
    error
        .get("causes")
        .forEach(cause -> {
          for (String fact : facts(cause.asString())) {
            assertTrue(said.contains(fact), fact + " is missing in\n" + said);
          }
        });
  }

  @Test
  void mostOfTheCorpusIsCovered() {
    long flat = flat().count();
    long modules = withModules().count();
    long bad = withBadModules().count();

    System.out.printf(
        "expand corpus: %d flat, %d with modules, %d with bad modules%n", flat, modules, bad);
    assertTrue(flat > 70, "only " + flat + " flat cases are covered");
    assertTrue(modules > 8, "only " + modules + " cases with modules are covered");
    assertTrue(bad > 10, "only " + bad + " cases with bad modules are covered");
  }

  /** Those without modules, whose expansion has a test of its own. */
  static Stream<CorpusCase> flat() {
    return CorpusCase.all().stream()
        .filter(each -> !expanded(each).isEmpty() && !usesModules(each));
  }

  static Stream<CorpusCase> withModules() {
    return CorpusCase.all().stream().filter(each -> !expanded(each).isEmpty() && usesModules(each));
  }

  static Stream<CorpusCase> withBadModules() {
    return CorpusCase.all().stream()
        .filter(each ->
            each.command("validate", dataflowOf(each))
                .map(command -> command.get("error"))
                .filter(error -> error.get("message").asString().contains("expand modules"))
                .isPresent());
  }

  private static String dataflowOf(CorpusCase each) {
    return Files.exists(each.folder().resolve("dataflow.yml"))
        ? "dataflow.yml"
        : "flow/dataflow.yml";
  }

  private static boolean usesModules(CorpusCase each) {
    return each.read().descriptor().nodes().stream()
        .anyMatch(node -> node.composition().module() != null);
  }

  /** What stands between backticks, without advice and what depends on the folder. */
  private static List<String> facts(String cause) {
    return Pattern.compile("`([^`]+)`")
        .matcher(cause.split("\nhint:")[0])
        .results()
        .map(fact -> fact.group(1))
        .filter(fact -> !fact.contains("<DIR>"))
        .toList();
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
