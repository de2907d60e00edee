package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import org.dora.common.DoraException;
import org.junit.jupiter.api.Test;

class ErrorReportTest {
  @Test
  void aFailureIsOneLineWithoutHintAndCauses() {
    assertEquals("error: no daemon\n", report(CliException.failure("no daemon"), false));
  }

  @Test
  void theHintFollowsTheMessage() {
    assertEquals(
        """
        error: no daemon

          hint: start one with `dora up`
        """,
        report(new CliException(1, "no daemon", "start one with `dora up`"), false));
  }

  @Test
  void oneCauseIsIndented() {
    assertEquals(
        """
        error: cannot read `a.yml`

          hint: check the path

        Caused by:
            IOException: broken
            disk
        """,
        report(
            new CliException(
                1, "cannot read `a.yml`", "check the path", new IOException("broken\ndisk")),
            false));
  }

  @Test
  void severalCausesAreNumbered() {
    assertEquals(
        """
        error: outer

        Caused by:
           0: middle
           1: IOException: inner
        """,
        report(
            new DoraException("outer", new DoraException("middle", new IOException("inner"))),
            false));
  }

  @Test
  void aCauseThatOnlyRepeatsItsWrapperIsLeftOut() {
    assertEquals(
        "error: same\n", report(new DoraException("same", new DoraException("same")), false));
  }

  @Test
  void aUsageErrorPointsToHelp() {
    assertEquals(
        """
        error: the argument '--quiet' cannot be used with '--format <FORMAT>'

        For more information, try '--help'.
        """,
        report(
            CliException.usage("the argument '--quiet' cannot be used with '--format <FORMAT>'"),
            false));
  }

  @Test
  void anExceptionOfTheJdkIsNamedByItsType() {
    assertEquals("error: IllegalStateException\n", report(new IllegalStateException(), false));
  }

  @Test
  void colourMarksTheWordErrorOnly() {
    assertEquals(
        "\u001b[1;31merror:\u001b[0m no daemon\n", report(CliException.failure("no daemon"), true));
  }

  private static String report(Throwable failure, boolean terminal) {
    RecordedConsole recorded = new RecordedConsole(Map.of(), terminal);
    new ErrorReport(recorded.console()).failure(failure);
    return recorded.err();
  }
}
