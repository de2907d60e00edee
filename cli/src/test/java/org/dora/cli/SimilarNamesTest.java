package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarNamesTest {
  private static final List<String> RELEASED =
      List.of("run", "up", "down", "cluster", "build", "start", "stop", "list", "logs", "validate");

  @Test
  void theBestGuessStandsLastAsInTheReleasedCli() {
    assertEquals(
        "some similar subcommands exist: 'stop', 'cluster', 'list'",
        SimilarNames.tip("subcommand", "lst", RELEASED));
  }

  @Test
  void nothingIsGuessedFromAWordThatResemblesNone() {
    assertEquals("", SimilarNames.tip("subcommand", "xyzzy", RELEASED));
  }

  @Test
  void similarityFollowsThePublishedExamplesOfJaro() {
    assertEquals(0.944, SimilarNames.jaro("MARTHA", "MARHTA"), 0.001);
    assertEquals(0.767, SimilarNames.jaro("DIXON", "DICKSONX"), 0.001);
    assertEquals(1, SimilarNames.jaro("run", "run"));
    assertEquals(0, SimilarNames.jaro("run", "list"));
    assertEquals(1, SimilarNames.jaro("", ""));
  }
}
