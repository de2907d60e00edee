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
   * @param arguments a folder to write into
   */
  public static void main(String[] arguments) throws IOException {
    Thread.ofPlatform().daemon().name("warm-up-limit").start(WarmUp::endAfterLongest);
    walk(Path.of(arguments[0]), Dora::execute);
  }

  /**
   * Walks the commands.
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
