package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class UsageErrorTest {
  @Test
  void aValueThatDoesNotParseIsQuotedWithItsReason() {
    assertEquals(
        new UsageError(
            "invalid value 'soon' for '--stop-after <DURATION>': invalid duration: `soon`, expected"
                + " for example 10s, 500ms, 2m, 1h30m, or seconds",
            "",
            ""),
        errorOf("a.yml", "--stop-after", "soon"));
  }

  @Test
  void aWrongNumberIsQuotedWithItsReason() {
    assertEquals(
        new UsageError("invalid value 'x' for '--count <N>': 'x' is not an int", "", ""),
        errorOf("a.yml", "--count", "x"));
  }

  @Test
  void anOptionWithoutItsValueIsNamed() {
    assertEquals(
        new UsageError(
            "a value is required for '--stop-after <DURATION>' but none was supplied", "", ""),
        errorOf("a.yml", "--stop-after"));
  }

  @Test
  void aTypoIsReportedBeforeWhatIsMissing() {
    assertEquals(
        new UsageError(
            "unexpected argument '--stop-afte' found",
            "a similar argument exists: '--stop-after'",
            "dora run [OPTIONS] <PATH>"),
        errorOf("--stop-afte"));
  }

  @Test
  void aSurplusArgumentIsUnexpected() {
    assertEquals(
        new UsageError("unexpected argument 'b.yml' found", "", "dora run [OPTIONS] <PATH>"),
        errorOf("a.yml", "b.yml"));
  }

  @Test
  void aValueOfAClosedSetIsQuotedWithTheSet() {
    assertEquals(
        new UsageError(
            "invalid value 'jso' for '--format <FORMAT>'\n  [possible values: table, json]",
            "a similar value exists: 'json'",
            ""),
        errorOf("a.yml", "--format", "jso"));
  }

  @Test
  void anOptionThatIsGivenTwiceIsNamed() {
    assertEquals(
        new UsageError(
            "the argument '--count <N>' cannot be used multiple times",
            "",
            "dora run [OPTIONS] <PATH>"),
        errorOf("a.yml", "--count", "1", "--count", "2"));
  }

  private static UsageError errorOf(String... arguments) {
    CommandLine line = new CommandLine(new Sample());
    line.setCommandName("dora run");
    line.getCommandSpec().parser().collectErrors(true);
    List<Exception> errors = line.parseArgs(arguments).errors();
    return UsageError.ofFirst(errors);
  }

  @Command
  @SuppressWarnings("UnusedVariable") // only picocli uses the fields
  private static final class Sample {
    @Parameters(index = "0", paramLabel = "<PATH>")
    Path path = Path.of("");

    @Option(names = "--stop-after", paramLabel = "<DURATION>", converter = DurationArgument.class)
    Duration stopAfter = Duration.ZERO;

    @Option(names = "--count", paramLabel = "<N>")
    int count;

    @Mixin final FormatOption format = new FormatOption();
  }
}
