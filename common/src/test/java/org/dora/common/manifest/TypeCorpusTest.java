package org.dora.common.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import org.dora.common.types.TypeReport;
import org.dora.common.types.UserTypes;
import org.dora.common.types.UserTypesException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code dora validate} said of the types in group g of the corpus, said by our checks. */
class TypeCorpusTest {
  private static final Path CORPUS = Path.of("..", "interop", "vectors", "dataflow");

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CORPUS)) {
      List<Path> cases =
          folders.filter(each -> each.getFileName().toString().startsWith("g")).sorted().toList();
      assertTrue(cases.size() > 15, "the corpus is not there: " + cases);
      return cases.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theLinesAreThoseOfTheReleasedProgram(Path folder) throws IOException {
    JsonNode expected =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
    for (JsonNode command : expected.get("commands")) {
      List<String> words = command.get("argv").valueStream().map(JsonNode::asString).toList();
      if (words.getFirst().equals("validate") && !words.contains("--node-manifest")) {
        assertEquals(
            recorded(command), lines(folder, words.contains("--strict-types")), words::toString);
      }
    }
  }

  private static List<String> recorded(JsonNode command) {
    JsonNode error = command.get("error");
    if (error != null && error.get("message").asString().startsWith("failed to load")) {
      String message = error.get("message").asString();
      return List.of(message.substring("failed to load user types: ".length()));
    }
    return command.get("stdout").asString().lines().filter(line -> line.startsWith("  ")).toList();
  }

  private static List<String> lines(Path folder, boolean strict) {
    ParsedDescriptor dataflow = DescriptorParser.read(folder.resolve("dataflow.yml"), Map.of());
    List<String> lines = new ArrayList<>();
    try {
      TypeReport report = ContractCheck.report(dataflow, folder, UserTypes.load(folder), strict);
      report.notes().forEach(note -> lines.add("  " + note));
      report.inferences().forEach(inference -> lines.add("  " + inference));
      report.warnings().forEach(warning -> lines.add("  - " + warning.message()));
    } catch (UserTypesException e) {
      e.problems().stream().map(Problem::message).forEach(lines::add);
    }
    String absolute = folder.toAbsolutePath().normalize().toString();
    lines.replaceAll(line -> line.replace(absolute, "<DIR>").replace(folder + "/types", "./types"));
    return lines;
  }
}
