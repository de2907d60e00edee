package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dora.cli.InProcess.Result;
import org.dora.cli.warmup.WarmUp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the warm-up walks must be commands that there are, and end by themselves. */
class WarmUpCommandsTest {
  @TempDir Path folder;
  private final Map<String, Result> ends = new TreeMap<>();

  @BeforeEach
  void walk() throws IOException {
    for (List<String> command : WarmUp.commandsIn(folder)) {
      ends.put(
          String.join(" ", command).replace(folder + "/", ""),
          new InProcess().run(command.toArray()));
    }
  }

  @Test
  void noCommandIsGoneOrRenamed() {
    assertEquals(
        List.of("validat"),
        ends.entrySet().stream()
            .filter(end -> end.getValue().err().contains("unrecognized subcommand"))
            .map(Map.Entry::getKey)
            .toList());
  }

  @Test
  void theDataflowIsGoodAndTheMistakesAreFound() {
    end("validate dataflow.yml").exits(0);
    Result mistakes = end("validate mistakes.yml").exits(CliException.FAILURE);
    assertTrue(mistakes.err().contains("camera"), mistakes.err());
    end("validate missing.yml").exits(CliException.FAILURE);
  }

  private Result end(String command) {
    return ends.getOrDefault(command, new Result(-1, "", "not walked"));
  }
}
