package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.dora.common.DoraException;
import org.junit.jupiter.api.Test;

class ErrorReportTest {
  @Test
  void aFailureIsOneLineWithoutHintAndCauses() {
    assertEquals("error: no daemon\n", report(CliException.failure("no daemon"), Map.of()));
  }

  @Test
  void theHintFollowsTheMessage() {
    assertEquals(
        """
        error: no daemon

          hint: start one with `dora up`
        """,
        report(new CliException(1, "no daemon", "start one with `dora up`"), Map.of()));
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
            Map.of()));
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
            Map.of()));
  }

  @Test
  void aCauseThatOnlyRepeatsItsWrapperIsLeftOut() {
    assertEquals(
        "error: same\n", report(new DoraException("same", new DoraException("same")), Map.of()));
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
            Map.of()));
  }

  @Test
  void anExceptionOfTheJdkIsNamedByItsType() {
    assertEquals("error: IllegalStateException\n", report(new IllegalStateException(), Map.of()));
  }

  @Test
  void colourMarksTheWordErrorOnly() {
    assertEquals(
        "\u001b[1;31merror:\u001b[0m no daemon\n",
        report(CliException.failure("no daemon"), Map.of("CLICOLOR_FORCE", "1")));
  }

  private static String report(Throwable failure, Map<String, String> environment) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    new ErrorReport(
            Console.of(
                new PrintStream(PrintStream.nullOutputStream(), true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false,
                false,
                environment))
        .failure(failure);
    return err.toString(UTF_8);
  }
}
