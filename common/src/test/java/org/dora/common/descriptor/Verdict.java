package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * What {@code dora validate} says to a file, ours or the released one's, without positions:
 * headline and causes of the first error, both empty for a good file.
 */
record Verdict(String title, List<String> causes) {
  private static final String READING = "failed to read dataflow at `dataflow.yml`";
  private static final Verdict GOOD = new Verdict("", List.of());

  /** Our verdict. */
  static Verdict of(Supplier<ParsedDescriptor> reading) {
    try {
      return DescriptorCheck.findings(reading.get().descriptor()).stream()
          .filter(Finding::isError)
          .findFirst()
          .map(Verdict::of)
          .orElse(GOOD);
    } catch (DescriptorException e) {
      return new Verdict(READING, List.of(e.stage(), withoutPosition(e.reason())));
    }
  }

  private static Verdict of(Finding finding) {
    List<String> causes = new ArrayList<>();
    causes.add(finding.message() + (finding.hint() == null ? "" : "\nhint: " + finding.hint()));
    if (finding.cause() != null) {
      causes.add(finding.cause());
    }
    // Packages are looked up before anything else, and their errors have no headline of their own.
    return finding.kind() == Finding.Kind.HUB
        ? new Verdict(causes.removeFirst(), causes)
        : new Verdict(finding.kind().title(), causes);
  }

  /** A recorded one. */
  static Verdict recorded(JsonNode title, JsonNode causes) {
    return new Verdict(
        title.asString().lines().findFirst().orElse(""),
        causes.valueStream().map(cause -> withoutPosition(cause.asString())).toList());
  }

  boolean isGood() {
    return title.isEmpty();
  }

  /** Asserts that ours says all that the recorded one says; its paths and hints may say more. */
  void assertSays(Verdict recorded) {
    assertEquals(recorded.title(), title, () -> "causes: " + causes);
    assertEquals(
        recorded.causes().size(), causes.size(), () -> causes + " for " + recorded.causes());
    for (int i = 0; i < causes.size(); i++) {
      String theirs = recorded.causes().get(i);
      String ours = causes.get(i);
      assertTrue(says(ours, theirs), () -> "expected: <" + theirs + "> but was: <" + ours + ">");
    }
  }

  private static boolean says(String ours, String theirs) {
    return ours.equals(theirs)
        || ours.startsWith(theirs + "\nhint: ")
        || pathOf(ours).startsWith(pathOf(theirs)) && reasonOf(ours).equals(reasonOf(theirs));
  }

  private static String pathOf(String cause) {
    return cause.startsWith("nodes[") ? cause.substring(0, cause.indexOf(": ")) : "";
  }

  private static String reasonOf(String cause) {
    return cause.startsWith("nodes[") ? cause.substring(cause.indexOf(": ")) : cause;
  }

  private static String withoutPosition(String cause) {
    int position = cause.indexOf(" at line ");
    return position < 0 ? cause : cause.substring(0, position);
  }
}
