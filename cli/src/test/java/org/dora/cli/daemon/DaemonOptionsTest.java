package org.dora.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dora.cli.RecordedConsole;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

class DaemonOptionsTest {
  private static String refusal(String labels) {
    return Objects.requireNonNull(
        assertThrows(TypeConversionException.class, () -> new Labels.Argument().convert(labels))
            .getMessage());
  }

  @Test
  void labelsAreTrimmedAndEmptyOnesPassedOver() {
    assertEquals(
        Map.of("gpu", "true", "arch", "", "x", "1=2"),
        new Labels.Argument().convert(" gpu = true ,,arch=, x=1=2").values());
    assertEquals("invalid label `x`, expected key=value", refusal("a=b,x"));
    assertEquals("invalid label `=y`, key must not be empty", refusal("=y"));
  }

  @Test
  void labelsReachTheCommandInOnePiece() {
    CommandLine command = new CommandLine(new DaemonCommand(new RecordedConsole().console()));
    assertEquals(
        new Labels(new TreeMap<>(Map.of("gpu", "true", "arch", "arm64"))),
        command.parseArgs("--labels", "gpu=true,arch=arm64").matchedOption("--labels").getValue());
  }

  @Test
  void nodesRunOnUnlessTheyAreToStopAfterATime() {
    LossPolicy.Argument argument = new LossPolicy.Argument();
    assertEquals(LossPolicy.KEEP, argument.convert("keep"));
    assertEquals(new LossPolicy(Duration.ofSeconds(90)), argument.convert("stop-after:90s"));
    for (String wrong : new String[] {"", "stop", "stop-after:", "stop-after:soon", "Keep"}) {
      var refused = assertThrows(TypeConversionException.class, () -> argument.convert(wrong));
      assertTrue(String.valueOf(refused.getMessage()).contains("expected"), refused.getMessage());
    }
  }
}
