package org.dora.interop.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One dataflow with sessions and clones that the released program and ours use in turn. */
class TakingTurnsTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir private Path temporary;
  private Path folder = Path.of("");
  private Path repository = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    folder = Files.createDirectories(temporary.toRealPath().resolve("flow"));
    repository = Repositories.create(temporary.toRealPath().resolve("repo"));
  }

  private void flow(String reference) throws IOException {
    Path _ =
        Files.writeString(
            folder.resolve("flow.yml"),
            "nodes: [{id: t, path: tool.sh, git: 'file://"
                + repository
                + "', build: echo built"
                + reference
                + "}]");
  }

  private String dora(Path dora, String... arguments) {
    List<String> command = new ArrayList<>(List.of(dora.toString()));
    command.addAll(Arrays.asList(arguments));
    Program.Outcome outcome = Program.of(folder, command.toArray(String[]::new)).run(LIMIT);
    assertEquals(0, outcome.exitCode(), outcome.stdout() + outcome.stderr());
    return outcome.stdout();
  }

  private String ours(String... arguments) {
    return dora(Executable.dora(), arguments);
  }

  private String theirs(String... arguments) {
    return dora(ReleasedPeers.dora(), arguments);
  }

  private String session() throws IOException {
    return Files.readString(folder.resolve("out/flow.dora-session.yaml"));
  }

  @Test
  void weBuildAndTheyRun() throws IOException {
    flow(", tag: v1");
    String _ = ours("build", "flow.yml");
    String built = session();
    String run = theirs("run", "flow.yml", "--stop-after", "20s");
    assertTrue(run.contains("reusing up-to-date"), run);
    assertTrue(run.contains("t: one"), run);
    assertEquals(built, session(), "ids, commits, folders and fingerprint are still ours");
  }

  @Test
  void theyBuildAndWeRun() throws IOException {
    flow(", tag: v1");
    String _ = theirs("build", "flow.yml");
    String built = session();
    String run = ours("run", "flow.yml", "--stop-after", "20s");
    assertTrue(run.contains("reusing up-to-date"), run);
    assertTrue(run.contains("t: one"), run);
    assertEquals(built, session());
  }

  @Test
  void clonesPassFromOneToTheOther() throws IOException {
    flow(", tag: v1");
    String _ = ours("build", "flow.yml");
    flow(", branch: main");
    String updated = theirs("build", "flow.yml");
    assertTrue(updated.contains("fetching changes"), updated);
    String _ = Repositories.commit(repository, "three");
    String again = ours("build", "flow.yml");
    assertTrue(again.contains("fetching changes"), again);
    assertFalse(again.contains("cloning"), again);
    assertTrue(theirs("run", "flow.yml", "--stop-after", "20s").contains("t: three"));
  }

  @Test
  void eachObeysTheLockFileOfTheOther() throws IOException {
    flow(", branch: main");
    String _ = ours("build", "--write-lockfile", "flow.yml");
    String _ = Repositories.commit(repository, "three");
    assertTrue(theirs("run", "--locked", "flow.yml", "--stop-after", "20s").contains("t: two"));
    String _ = theirs("build", "--write-lockfile", "flow.yml");
    String _ = Repositories.commit(repository, "four");
    assertTrue(ours("run", "--locked", "flow.yml", "--stop-after", "20s").contains("t: three"));
    assertTrue(ours("run", "flow.yml", "--stop-after", "20s").contains("t: four"));
  }

  @Test
  void theLinesOfABuildAreTheSame() throws IOException {
    flow(", tag: v1");
    String theirs = theirs("build", "flow.yml");
    // Their warning of a trace log, which ours does not have.
    String expected =
        theirs.lines().filter(line -> !line.contains("unstable")).reduce("", TakingTurnsTest::join);
    deleteClones();
    assertEquals(expected, ours("build", "flow.yml").lines().reduce("", TakingTurnsTest::join));
  }

  private static String join(String lines, String line) {
    return lines + line + "\n";
  }

  private void deleteClones() throws IOException {
    try (var files = Files.walk(folder.resolve("git"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
