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
    WarmUp.walk(
        folder,
        command ->
            ends.put(
                String.join(" ", command)
                    .replace(folder + "/", "")
                    .replaceFirst(" --coordinator-addr 127.0.0.1 --coordinator-port \\d\\d+$", ""),
                new InProcess().run(command.toArray())));
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

  @Test
  void theDataflowRunsToItsEnd() throws IOException {
    new InProcess().run(WarmUp.runs(folder).toArray()).exits(0);
  }

  @Test
  void whatNeedsACoordinatorHasOne() {
    assertTrue(end("list").exits(0).out().contains("flow"));
    end("status").exits(0);
    end("node list").exits(0);
    end("stop flow").exits(0);
    assertTrue(end("logs flow camera").exits(0).out().contains("hello"));
  }

  private Result end(String command) {
    return ends.getOrDefault(command, new Result(-1, "", "not walked"));
  }
}
