package org.dora.interop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dora.interop.control.MixedCluster.Side;
import org.dora.interop.peers.Program.Outcome;
import org.dora.interop.peers.RunningCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our commands with a released coordinator and a released daemon, which all tests share. */
class CommandsTest {
  @TempDir private static Path folder;
  private static MixedCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    MixedCluster.copyFiles(folder);
    cluster = new MixedCluster(folder, Side.OURS, Side.RELEASED, Side.RELEASED);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aDataflowIsFoundByNameAndStartOfItsId() throws IOException {
    String id = cluster.succeed("start", "steady.yml", "--name", "found", "--detach", "-q").strip();
    String listed = cluster.succeed("list", "--name", "FOUND", "-f", "json");
    assertTrue(listed.contains("\"nodes\":2"), listed);
    Outcome twice = cluster.run("start", "steady.yml", "--name", "found", "--detach");
    assertEquals(1, twice.exitCode());
    assertTrue(twice.stderr().contains("already a running dataflow with name `found`"));
    try (RunningCommand log = cluster.begin("logs", "found", "--follow")) {
      log.awaitLines("number");
    }
    Outcome stop = cluster.run("stop", id.substring(0, 30));
    assertEquals(0, stop.exitCode(), stop::toString);
    assertEquals("stopped [found] " + id + "\n", stop.stderr());
    assertEquals(0, cluster.run("stop", "found").exitCode());
    assertEquals("", cluster.succeed("list", "--name", "found", "--status", "running", "-q"));
    assertTrue(cluster.succeed("logs", "found", "sink", "--tail", "1").contains("number"));
  }

  @Test
  void nothingIsStartedThatCannotRun() throws IOException {
    Files.writeString(
        folder.resolve("dangling.yml"), "nodes: [{id: a, path: source.py, inputs: {i: b/o}}]");
    Outcome start = cluster.run("start", "dangling.yml", "--name", "dangling", "--detach");
    assertEquals(1, start.exitCode());
    assertTrue(start.stderr().contains("dangling.yml:1:"), start::stderr);
    assertEquals("", cluster.succeed("list", "--name", "dangling", "-q"));
  }

  @Test
  void anAttachedDataflowEndsWithItsResult() {
    Outcome failed = cluster.run("start", "failing.yml", "--name", "failed", "--attach");
    assertEquals(1, failed.exitCode(), failed::toString);
    assertTrue(failed.stderr().contains("Node `broken` failed: exited with code"), failed::stderr);
    assertEquals(1, cluster.run("stop", "failed").exitCode());
    Outcome restart = cluster.run("restart", "failed");
    assertTrue(restart.stderr().contains("no running dataflow with UUID"), restart::toString);
  }

  @Test
  void ctrlCStopsAnAttachedDataflow() throws IOException {
    try (RunningCommand attached =
        cluster.begin("start", "steady.yml", "--name", "c", "--attach")) {
      attached.awaitLines("number 2");
      attached.interrupt();
      assertEquals(0, attached.awaitExit());
    }
    assertTrue(cluster.succeed("list", "--name", "c").contains("Finished"));
  }

  @Test
  void aFollowedLogShowsEachLineOnce() throws IOException {
    cluster.succeed("start", "steady.yml", "--name", "spoken", "--detach");
    awaitLog("spoken", "number 5");
    try (RunningCommand logs = cluster.begin("logs", "spoken", "sink", "--follow")) {
      logs.awaitLines("number 4");
      logs.awaitLines("number 5");
      // Whatever stands between them, none of what was shown before.
      String between = logs.linesUntil("number 12");
      assertFalse(between.contains("number 4\n") || between.contains("number 5\n"), between);
      assertTrue(between.contains("number 11\n"), between);
      cluster.succeed("stop", "spoken");
      assertEquals(0, logs.awaitExit());
    }
  }

  @Test
  void nodesAndParametersOfARunningDataflowAreChanged() throws IOException {
    cluster.succeed("start", "steady.yml", "--name", "live", "--detach");
    Files.writeString(
        folder.resolve("second.yml"), "id: second\npath: sink.py\ninputs: {number: source/number}");
    cluster.succeed("node", "add", "--from-yaml", "second.yml", "-d", "live");
    assertTrue(cluster.succeed("node", "list", "-d", "live", "-q").contains("second"));
    assertTrue(cluster.succeed("node", "info", "source", "-d", "live").contains("second/number"));
    assertEquals(
        "source/number -> second/more\n",
        cluster.succeed("node", "connect", "source/number", "second/more", "-d", "live"));
    assertEquals(
        "source/number -x- second/more\n",
        cluster.succeed("node", "disconnect", "source/number", "second/more", "-d", "live"));
    assertEquals(
        1, cluster.run("node", "connect", "gone/x", "second/more", "-d", "live").exitCode());
    cluster.succeed("node", "remove", "second", "-d", "live");
    cluster.succeed("param", "set", "sink", "gain", "{\"a\":[1]}", "-d", "live");
    assertEquals("{\"a\":[1]}\n", cluster.succeed("param", "get", "sink", "gain", "-d", "live"));
    // That nodes were killed is what was asked for.
    cluster.succeed("stop", "live", "--force");
  }

  @Test
  void outputsAreLookedAt() throws IOException {
    cluster.succeed("start", "steady.yml", "--name", "seen", "--debug", "--detach");
    String echo = cluster.succeed("topic", "echo", "source/number", "--count", "2", "-d", "seen");
    assertTrue(echo.matches("(source/number\\t data=\\[\\d+]\n){2}"), echo);
    Outcome pub = cluster.run("topic", "pub", "source/number", "1", "-d", "seen");
    assertTrue(pub.stderr().contains("does not say whether anybody received it"), pub::toString);
    cluster.succeed("stop", "seen");
  }

  @Test
  void whatNodesUseAndTheCoordinatorDidIsSeen() {
    cluster.succeed("start", "steady.yml", "--name", "seen", "--detach", "--format", "json");
    assertTrue(cluster.succeed("top", "--once").contains("\"dataflow_name\": \"seen\""));
    assertTrue(cluster.succeed("inspect", "top", "--once", "-f", "table").contains("NET TX"));
    String trace = cluster.succeed("trace", "list", "-q").lines().findFirst().orElseThrow();
    assertTrue(cluster.succeed("trace", "view", trace).startsWith("spawn_dataflow [INFO "));
    assertEquals(
        "{\"done\":\"stopped\",\"uuid\":",
        cluster.succeed("stop", "seen", "--format", "json").substring(0, 25));
  }

  @Test
  void theSystemIsKnown() {
    assertTrue(cluster.succeed("status").contains("✓ Daemon: Running"));
    assertTrue(cluster.succeed("cluster", "status").contains("ms ago"));
    Outcome unknown = cluster.run("logs", "nobody");
    assertEquals(1, unknown.exitCode());
    assertTrue(unknown.stderr().contains("dora logs --node nobody"), unknown::stderr);
  }

  private static void awaitLog(String dataflow, String text) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    String log = "";
    while (!log.contains(text)) {
      assertTrue(System.nanoTime() < end, "no `" + text + "` in the log:\n" + log);
      log = cluster.succeed("logs", dataflow, "sink");
    }
  }
}
