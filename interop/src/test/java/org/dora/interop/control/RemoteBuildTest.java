package org.dora.interop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dora.interop.build.Repositories;
import org.dora.interop.control.MixedCluster.Side;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.RunningCommand;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A daemon builds what a CLI hands to the coordinator and runs it from where it was built; while
 * the CLI is attached, operators are loaded anew when their files change.
 */
class RemoteBuildTest {
  private static final Path RESOURCES = Path.of("src/test/resources/build");

  @TempDir private Path folder;

  @ParameterizedTest(name = "cli {0}, coordinator {1}, daemon {2}")
  @CsvSource({"OURS, RELEASED, OURS", "RELEASED, OURS, RELEASED"})
  void whatIsBuiltRunsAndItsOperatorsAreReloaded(Side cli, Side coordinator, Side daemon)
      throws IOException {
    writeDataflow(repository());
    try (MixedCluster cluster =
        new MixedCluster(
            folder, cli, coordinator, daemon, "--machine-id", "robot", "--labels", "arm=left")) {
      Program.Outcome build = cluster.run("build", "flow.yml");
      assertEquals(0, build.exitCode(), build::toString);
      assertTrue(build.stdout().contains("build finished successfully"), build::toString);
      try (RunningCommand attached =
          cluster.begin("start", "flow.yml", "--attach", "--hot-reload")) {
        attached.awaitLines("made in a clone", "version one");
        change("version one", "version two");
        attached.awaitLines("version two");
        attached.interrupt();
        assertEquals(0, attached.awaitExit());
      }
    }
  }

  private Path repository() throws IOException {
    Path repository = Files.createDirectory(folder.resolve("repository"));
    Files.copy(RESOURCES.resolve("template.py"), repository.resolve("template.py"));
    String _ = Repositories.git(repository, "init", "-q", "-b", "main");
    String _ = Repositories.git(repository, "add", ".");
    String _ = Repositories.git(repository, "commit", "-qm", "one");
    return repository;
  }

  private void writeDataflow(Path repository) throws IOException {
    Files.copy(RESOURCES.resolve("changing.py"), folder.resolve("changing.py"));
    Files.writeString(
        folder.resolve("flow.yml"),
        """
        nodes:
          - id: made
            git: file://%s
            path: made.py
            build: cp template.py made.py
            inputs: {tick: dora/timer/millis/200}
            deploy: {machine: robot}
          - id: changed
            operator: {python: changing.py, inputs: {tick: dora/timer/millis/100}}
            deploy: {labels: {arm: left}, working_dir: %s}
        """
            .formatted(repository, folder));
  }

  /** In one step and in place: the released CLI watches the file, not its name. */
  private void change(String from, String to) throws IOException {
    Path file = folder.resolve("changing.py");
    String changed = Files.readString(file).replace(from, to);
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(changed.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
