package org.dora.daemon.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dora.daemon.process.ChildProcess;
import org.dora.daemon.process.ExitStatus;
import org.dora.daemon.process.OutputLine;
import org.dora.daemon.process.ProcessListener;
import org.dora.daemon.process.ProcessSpec;
import org.dora.daemon.process.Processes;
import org.dora.daemon.process.RunningProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a killed daemon leaves, and what of it the next one ends. The killed daemon is a copy of the
 * folder of one that lives: its lock is free, and its processes run.
 */
@EnabledOnOs(OS.LINUX)
class RuntimeFolderTest {
  private static final String CONFIGURATION = "DORA_NODE_CONFIG";

  @TempDir private Path base;
  private RuntimeFolder living = RuntimeFolder.of(Map.of());
  private Processes processes = new Processes();

  @BeforeEach
  void open() {
    living = folder();
    processes.close();
    processes = new Processes(living.processes());
  }

  @AfterEach
  void close() {
    processes.close();
    living.close();
  }

  private RuntimeFolder folder() {
    return RuntimeFolder.of(Map.of("XDG_RUNTIME_DIR", base.toString()));
  }

  private static final class Silence implements ProcessListener {
    @Override
    public void onLine(OutputLine line) {}

    @Override
    public void onExit(ExitStatus status) {}
  }

  /** Starts a node that does not listen to SIGTERM, as a node's own children may not. */
  private ChildProcess node(String script) {
    return processes.spawn(
        ProcessSpec.of(
            List.of("sh", "-c", "trap '' TERM; " + script),
            Map.of("PATH", "/usr/bin:/bin", CONFIGURATION, "node of this test: é " + script),
            base),
        new Silence());
  }

  /** Makes the folder that a daemon with the same processes would leave if it were killed now. */
  private Path killed() throws IOException {
    Path own = living.file("");
    Path copy = Files.createDirectory(own.resolveSibling("daemon-killed"));
    for (Path file : content(own)) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
    return copy;
  }

  private static List<Path> content(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Path record(Path folder) throws IOException {
    return content(folder).stream()
        .filter(file -> file.getFileName().toString().startsWith(AbandonedProcess.FILE_PREFIX))
        .findFirst()
        .orElseThrow();
  }

  private static boolean runs(int pid) {
    return RunningProcess.of(pid).filter(process -> !process.ended()).isPresent();
  }

  /** The group is alone in the world when its leader's parent has reaped it. */
  private static List<RunningProcess> groupOf(int pid) {
    return RunningProcess.all().stream()
        .filter(process -> process.group() == pid && !process.ended())
        .toList();
  }

  @Test
  void theGroupOfAKilledDaemonIsEnded() throws IOException {
    ChildProcess node = node("sleep 600 & sleep 600 & wait");
    Path left = killed();
    folder().removeAbandoned();
    assertEquals(List.of(), groupOf(node.pid()));
    assertFalse(Files.exists(left));
  }

  @Test
  void aDaemonThatLivesKeepsFolderAndProcesses() throws IOException {
    ChildProcess node = node("sleep 600 & wait");
    Path own = record(living.file(""));
    folder().removeAbandoned();
    assertTrue(Files.exists(own));
    assertTrue(runs(node.pid()));
  }

  @Test
  void theRecordGoesWithTheProcess() throws Exception {
    ChildProcess node = node("exit 0");
    processes.close();
    assertFalse(node.isAlive());
    assertEquals(List.of("lock"), names(living.file("")));
    living.close();
    assertEquals(List.of(), names(base));
  }

  private static List<String> names(Path folder) throws IOException {
    return content(folder).stream().map(file -> file.getFileName().toString()).toList();
  }

  /** A reused number: the same in all but the start time, and not with our configuration. */
  @Test
  void aStrangerWithTheSameNumberIsSpared() throws IOException {
    ChildProcess stranger = node("sleep 600 & wait");
    Path left = killed();
    String text = Files.readString(record(left));
    Files.writeString(
        record(left), text.replaceFirst("(?m)^\\d+-\\w+$", "1-ab").replaceFirst("\\d+\n$", "1\n"));
    folder().removeAbandoned();
    assertTrue(runs(stranger.pid()));
    assertFalse(Files.exists(left));
  }

  @Test
  void whatOutlivesItsLeaderIsKnownByItsConfiguration() throws IOException {
    ChildProcess node = node("sleep 600 & wait");
    Path left = killed();
    String text = Files.readString(record(left));
    Files.writeString(record(left), text.replaceFirst("\\d+\n$", "1\n")); // as if it had gone
    folder().removeAbandoned();
    assertEquals(List.of(), groupOf(node.pid()));
  }

  @Test
  void aProcessThatWasNotWrittenDownAnyMoreIsEnded() throws IOException {
    ChildProcess node = node("sleep 600 & wait");
    Path left = killed();
    List<String> lines = Files.readAllLines(record(left));
    Files.writeString(record(left), lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2));
    folder().removeAbandoned();
    assertEquals(List.of(), groupOf(node.pid()));
  }

  @Test
  void numbersOfAnEarlierStartOfTheMachineMeanNothing() throws IOException {
    ChildProcess node = node("sleep 600 & wait");
    Path left = killed();
    Files.writeString(left.resolve("lock"), new PidSpace("earlier", "").text());
    folder().removeAbandoned();
    assertTrue(runs(node.pid()));
    assertFalse(Files.exists(left));
  }

  @Test
  void theFolderOfAnotherContainerIsLeftToTheNextDaemonThere() throws IOException {
    Path left = Files.createDirectories(base.resolve("dora-jvm/daemon-elsewhere"));
    Files.writeString(left.resolve("lock"), new PidSpace(PidSpace.here().boot(), "pid:[7]").text());
    folder().removeAbandoned();
    assertTrue(Files.exists(left));
  }

  @Test
  void aFolderThatWasJustMadeIsRemoved() throws IOException {
    Path left = Files.createDirectories(base.resolve("dora-jvm/daemon-young"));
    Files.createFile(left.resolve("lock"));
    Files.createFile(left.resolve("flow.json5"));
    folder().removeAbandoned();
    assertFalse(Files.exists(left));
  }
}
