package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @Test
  void wordsAreSeparatedByWhiteSpace() {
    assertEquals(List.of("a", "b", "c"), CommandLine.split("  a\tb\n c "));
  }

  @Test
  void quotesKeepWordsTogether() {
    assertEquals(
        List.of("--name", "two words", "", "a'b c\"d"),
        CommandLine.split("--name \"two words\" '' a\"'b \"'c\"d'"));
  }

  @Test
  void nothingIsExpanded() {
    assertEquals(List.of("$HOME", "*.txt", "~/x"), CommandLine.split("$HOME *.txt ~/x"));
  }

  @Test
  void aBackslashKeepsTheNextCharacter() {
    assertEquals(List.of("a b", "\\"), CommandLine.split("a\\ b \\\\"));
  }

  @Test
  void withinDoubleQuotesABackslashEscapesOnlyWhatIsSpecialThere() {
    assertEquals(List.of("$ ` \" \\ \\n"), CommandLine.split("\"\\$ \\` \\\" \\\\ \\n\""));
  }

  @Test
  void withinSingleQuotesNothingIsSpecial() {
    assertEquals(List.of("a\\\"$b"), CommandLine.split("'a\\\"$b'"));
  }

  @Test
  void aWordThatStartsWithAHashBeginsAComment() {
    assertEquals(List.of("a#b", "c"), CommandLine.split("a#b # comment 'unclosed\nc"));
  }

  @Test
  void anEscapedLineBreakIsNothing() {
    assertEquals(List.of("ab", "cd"), CommandLine.split("a\\\nb \"c\\\nd\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a 'b", "\"a", "a\\", "\"a\\"})
  void unbalancedQuotesAreRefused(String args) {
    var e = assertThrows(CommandLine.InvalidQuotingException.class, () -> CommandLine.split(args));

    assertEquals("invalid quoting in node args: " + args, e.getMessage());
  }
}
