package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What {@code dora validate} said to each file of the corpus, said by our parser and check. */
class ValidateCorpusTest {
  @ParameterizedTest
  @MethodSource("covered")
  void theVerdictAndItsTextAreThoseOfTheReleasedProgram(CorpusCase each) {
    JsonNode recorded = each.validated().orElseThrow();
    Verdict ours = Verdict.of(each::read);

    if (recorded.get("exit").asInt() == 0) {
      assertTrue(ours.isGood(), ours::toString);
      return;
    }
    JsonNode error = recorded.get("error");
    Verdict theirs = Verdict.recorded(error.get("message"), error.get("causes"));
    if (isSyntaxError(theirs)) {
      assertEquals(theirs.title(), ours.title());
      assertEquals(positionOf(recorded), syntaxPosition(each));
    } else {
      ours.assertSays(theirs);
    }
  }

  @ParameterizedTest
  @MethodSource("oldDeploy")
  void filesThatUseTheOldNameOfDeployAreReadWithAWarning(CorpusCase each) {
    assertEquals(1, each.validated().orElseThrow().get("exit").asInt());
    assertTrue(each.read().warnings().get(0).message().contains("`_unstable_deploy`"));
  }

  @Test
  void mostOfTheCorpusIsCovered() {
    long all = validated().count();
    long covered = covered().count();
    long modules = validated().filter(CorpusCase::usesModules).count();
    long hub = validated().filter(ValidateCorpusTest::fetchesPackages).count();
    long types = validated().filter(ValidateCorpusTest::dependsOnTypes).count();

    System.out.printf(
        "validate corpus: %d of %d cases covered; left out: %d for modules, %d for packages of"
            + " the hub, %d for type checks; %d answered differently on purpose (old name of deploy)%n",
        covered, all, modules, hub, types, oldDeploy().count());
    assertTrue(covered > 180, "only " + covered + " cases are covered");
  }

  private static Stream<CorpusCase> validated() {
    return CorpusCase.all().stream().filter(c -> c.validated().isPresent());
  }

  static Stream<CorpusCase> covered() {
    return validated()
        .filter(each -> !each.usesModules() && !fetchesPackages(each))
        .filter(each -> !each.usesOldDeploy() && !dependsOnTypes(each));
  }

  static Stream<CorpusCase> oldDeploy() {
    return validated().filter(CorpusCase::usesOldDeploy);
  }

  /** Whether the released program came to look for packages of the hub, which we do not. */
  private static boolean fetchesPackages(CorpusCase each) {
    return title(each).contains("failed to fetch the hub index");
  }

  /** Whether the recorded error comes from type files or type checks, which come later. */
  private static boolean dependsOnTypes(CorpusCase each) {
    String title = title(each);
    return title.startsWith("failed to load user types") || title.contains("type warning(s) found");
  }

  private static String title(CorpusCase each) {
    JsonNode error = each.validated().orElseThrow().get("error");
    return error == null ? "" : error.get("message").asString();
  }

  /** The YAML libraries have words of their own for bad syntax; the place must be the same. */
  private static boolean isSyntaxError(Verdict verdict) {
    return verdict.causes().stream().anyMatch(cause -> cause.startsWith("did not find expected"));
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
