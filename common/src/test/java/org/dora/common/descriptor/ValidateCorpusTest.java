package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What {@code dora validate} said to each file of the corpus, said by our parser and check. */
class ValidateCorpusTest {
  private static final String READING = "failed to read dataflow at `dataflow.yml`";

  /** The recorded error or ours: headline and causes, without positions. */
  private record Report(String title, List<String> causes) {}

  @ParameterizedTest
  @MethodSource("covered")
  void theVerdictAndItsTextAreThoseOfTheReleasedProgram(CorpusCase each) {
    JsonNode recorded = each.command("validate", "dataflow.yml").orElseThrow();
    Report ours = report(each);

    if (recorded.get("exit").asInt() == 0) {
      assertEquals(new Report("", List.of()), ours);
      return;
    }
    Report theirs = report(recorded.get("error"));
    assertEquals(theirs.title(), ours.title());
    if (isSyntaxError(theirs)) {
      assertEquals(positionOf(recorded), syntaxPosition(each));
    } else {
      assertEquals(theirs.causes(), ours.causes());
    }
  }

  @ParameterizedTest
  @MethodSource("oldDeploy")
  void filesThatUseTheOldNameOfDeployAreReadWithAWarning(CorpusCase each) {
    assertEquals(1, each.command("validate", "dataflow.yml").orElseThrow().get("exit").asInt());
    assertTrue(each.read().warnings().get(0).message().contains("`_unstable_deploy`"));
  }

  @Test
  void mostOfTheCorpusIsCovered() {
    long all = validated().count();
    long covered = covered().count();
    long composed = composed().count();
    long types = validated().filter(ValidateCorpusTest::dependsOnTypes).count();

    System.out.printf(
        "validate corpus: %d of %d cases covered; left out: %d for more than programs, %d for"
            + " type checks; %d answered differently on purpose (old name of deploy)%n",
        covered, all, composed, types, oldDeploy().count());
    assertTrue(covered > 100, "only " + covered + " cases are covered");
  }

  private static Stream<CorpusCase> validated() {
    return CorpusCase.all().stream().filter(c -> c.command("validate", "dataflow.yml").isPresent());
  }

  static Stream<CorpusCase> covered() {
    return validated()
        .filter(
            each -> !each.usesMoreThanPrograms() && !each.usesOldDeploy() && !dependsOnTypes(each));
  }

  static Stream<CorpusCase> oldDeploy() {
    return validated().filter(CorpusCase::usesOldDeploy);
  }

  static Stream<CorpusCase> composed() {
    return validated().filter(CorpusCase::usesMoreThanPrograms);
  }

  /** Whether the recorded error comes from type files or type checks, which come later. */
  private static boolean dependsOnTypes(CorpusCase each) {
    JsonNode error = each.command("validate", "dataflow.yml").orElseThrow().get("error");
    String title = error == null ? "" : error.get("message").asString();
    return title.startsWith("failed to load user types") || title.contains("type warning(s) found");
  }

  private static Report report(CorpusCase each) {
    try {
      List<Finding> findings = DescriptorCheck.findings(each.read().descriptor());
      return findings.stream()
          .filter(Finding::isError)
          .findFirst()
          .map(ValidateCorpusTest::report)
          .orElse(new Report("", List.of()));
    } catch (DescriptorException e) {
      return new Report(READING, List.of(e.stage(), cut(e.reason())));
    }
  }

  private static Report report(Finding finding) {
    List<String> causes = new ArrayList<>();
    causes.add(finding.message());
    if (finding.cause() != null) {
      causes.add(finding.cause());
    }
    return new Report(finding.kind().title(), causes);
  }

  private static Report report(JsonNode error) {
    return new Report(
        error.get("message").asString().lines().findFirst().orElseThrow(),
        error.get("causes").valueStream().map(cause -> cut(cause.asString())).toList());
  }

  private static String cut(String cause) {
    int position = cause.indexOf(" at line ");
    return position < 0 ? cause : cause.substring(0, position);
  }

  /** The YAML libraries have words of their own for bad syntax; the place must be the same. */
  private static boolean isSyntaxError(Report report) {
    return report.causes().stream().anyMatch(cause -> cause.startsWith("did not find expected"));
  }

  private static String positionOf(JsonNode recorded) {
    String cause = recorded.get("error").get("causes").get(1).asString();
    int from = cause.indexOf(" at line ") + 4;
    return cause.substring(from, cause.indexOf(',', from));
  }

  private static String syntaxPosition(CorpusCase each) {
    try {
      throw new AssertionError("read without error: " + each.read());
    } catch (DescriptorException e) {
      return e.problems().getFirst().position().toString();
    }
  }
}
