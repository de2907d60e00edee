package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dora.cli.warmup.WarmUp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the warm-up walks must be commands that there are, and end by themselves. */
class WarmUpCommandsTest {
  /** How a command of the warm-up ended. */
  private record End(int code, String output) {}

  @TempDir Path folder;
  private final Map<String, End> ends = new TreeMap<>();

  @BeforeEach
  void walk() throws IOException {
    for (List<String> command : WarmUp.commandsIn(folder)) {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      PrintStream stream = new PrintStream(output, true, UTF_8);
      int code = new Dora(Console.of(stream, stream, false, false, Map.of())).run(command);
      ends.put(
          String.join(" ", command).replace(folder + "/", ""),
          new End(code, output.toString(UTF_8)));
    }
  }

  @Test
  void noCommandIsGoneOrRenamed() {
    assertEquals(
        List.of("validat"),
        ends.entrySet().stream()
            .filter(end -> end.getValue().output().contains("unrecognized subcommand"))
            .map(Map.Entry::getKey)
            .toList());
  }

  @Test
  void theDataflowIsGoodAndTheMistakesAreFound() {
    assertEquals(0, end("validate dataflow.yml").code());
    assertEquals(CliException.FAILURE, end("validate mistakes.yml").code());
    assertTrue(end("validate mistakes.yml").output().contains("camera"));
    assertEquals(CliException.FAILURE, end("validate missing.yml").code());
  }

  private End end(String command) {
    return ends.getOrDefault(command, new End(-1, "not walked"));
  }
}
