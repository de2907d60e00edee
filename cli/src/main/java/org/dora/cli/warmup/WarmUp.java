package org.dora.cli.warmup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.dora.cli.Dora;

/** The run whose classes and linked calls the JVM records: the common commands, one by one. */
public final class WarmUp {
  /** Many times what it takes on a slow machine: a command that hangs must not stay for ever. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private WarmUp() {}

  /**
   * Walks the commands.
   *
   * @param arguments what the cache is for: {@code brief} commands or {@code run}; a folder to
   *     write into
   */
  public static void main(String[] arguments) throws IOException {
    Thread.ofPlatform().daemon().name("warm-up-limit").start(WarmUp::endAfterLongest);
    Path folder = Path.of(arguments[1]);
    if (arguments[0].equals("run")) {
      Dora.execute(runs(folder));
    } else {
      walk(folder, Dora::execute);
    }
  }

  /**
   * Walks the brief commands.
   *
   * @param folder to write the files into that they name
   * @param run runs one of them
   */
  public static void walk(Path folder, Consumer<List<String>> run) throws IOException {
    try (PlayedCoordinator coordinator = new PlayedCoordinator(PlayedAnswers::to)) {
      CommonCommands.of(
              Files.writeString(folder.resolve("dataflow.yml"), CommonCommands.DATAFLOW),
              Files.writeString(folder.resolve("mistakes.yml"), CommonCommands.MISTAKES),
              folder.resolve("missing.yml"),
              Integer.toString(coordinator.port()))
          .forEach(run);
    }
  }

  /**
   * Returns the command that runs a dataflow.
   *
   * @param folder to write it into
   */
  public static List<String> runs(Path folder) throws IOException {
    Path dataflow = Files.writeString(folder.resolve("dataflow.yml"), PlayedRun.dataflow());
    return List.of("run", dataflow.toString());
  }

  private static void endAfterLongest() {
    try {
      Thread.sleep(LONGEST);
      // Without a recording, which a normal end would write.
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
