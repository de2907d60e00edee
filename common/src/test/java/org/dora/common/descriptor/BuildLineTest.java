package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the released program made of build lines, found by running it. */
class BuildLineTest {
  @Test
  void blanksAloneSeparateWords() {
    assertEquals(List.of("a", "b", "c"), BuildLine.split("  a  b c "));
    assertEquals(List.of("a\tb", "c\u00a0d"), BuildLine.split("a\tb c\u00a0d"));
    assertEquals(List.of(), BuildLine.split("   "));
  }

  @Test
  void aQuoteCountsOnlyWhereAWordBegins() {
    assertEquals(List.of("a", "b c", "d"), BuildLine.split("a \"b c\" d"));
    assertEquals(List.of("x=\"a", "b\""), BuildLine.split("x=\"a b\""));
    assertEquals(List.of("a\"b", "c\"d", "e"), BuildLine.split("a\"b c\"d e"));
    assertEquals(List.of("", "x"), BuildLine.split("\"\" x"));
  }

  @Test
  void aQuotedWordEndsWithAQuoteBeforeABlank() {
    assertEquals(List.of("q\\\"q", "x"), BuildLine.split("\"q\\\"q\" x"));
    assertEquals(List.of("a\"\"b"), BuildLine.split("\"a\"\"b\""));
    assertEquals(List.of("a \\", "b\"", "c"), BuildLine.split("\"a \\\" b\" c"));
    assertEquals(List.of(" "), BuildLine.split("\" \""));
  }

  @Test
  void aQuoteThatIsNotClosedTakesTheRest() {
    assertEquals(List.of("\"a b"), BuildLine.split("\"a b"));
    assertEquals(List.of("\"x y\"z"), BuildLine.split("\"x y\"z"));
    assertEquals(List.of("\""), BuildLine.split("\""));
  }

  @Test
  void singleQuotesAndBackslashesAreOrdinary() {
    assertEquals(List.of("'a", "b'"), BuildLine.split("'a b'"));
    assertEquals(List.of("a\\", "b"), BuildLine.split("a\\ b"));
  }

  @Test
  void linesWithoutACommandAreLeftOut() {
    assertEquals(List.of("a", "b c"), BuildLine.linesOf("a\n\n   \nb c\n"));
  }

  @Test
  void whatOnlyAShellUnderstandsIsWarnedOfWithItsPlace() {
    ParsedDescriptor parsed =
        DescriptorParser.parse(
            """
            nodes:
              - id: a
                path: x
                build: |
                  make all && make install > log
                  sh -c "echo $HOME | cat"
                  echo $HOME
            """,
            "flow.yml",
            Map.of());
    List<String> warnings =
        BuildLineCheck.findings(parsed.descriptor()).stream()
            .map(parsed::problem)
            .map(problem -> problem.place() + " " + problem.message())
            .toList();
    String rest =
        ", which is passed on as text: build lines are not run by a shell; write `sh -c \"...\"` for"
            + " one";
    assertEquals(
        List.of(
            "flow.yml:4:5 build line `make all && make install > log` contains `&&`, `>`" + rest,
            "flow.yml:4:5 build line `echo $HOME` contains `$`" + rest),
        warnings);
  }
}
