package org.dora.interop.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.RunningCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our daemon serves a released coordinator, and the released command line notices no difference.
 */
@Timeout(120)
class ReleasedCoordinatorTest {
  private static final Pattern RECEIVED =
      Pattern.compile("received (\\d+), longest pause ([\\d.]+) s");

  @TempDir private Path folder;

  private static String ok(Program.Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome.stdout() + outcome.stderr());
    return outcome.stdout();
  }

  @Test
  void dataflowsEndAsTheyAreTold() throws Exception {
    try (Machine machine = new Machine(folder)) {
      RunningCommand coordinator = machine.coordinator();
      RunningCommand daemon = machine.daemon();
      RunningCommand attached = machine.dora("start", "flow.yml", "--name", "flow", "--attach");
      attached.awaitLines("ten came");
      ok(machine.run("node", "restart", "-d", "flow", "source"));
      attached.awaitLines("restarting node");
      ok(machine.run("restart", "flow"));
      attached.awaitLines("dataflow finished");
      assertTrue(ok(machine.run("list")).contains("Running"));
      ok(machine.run("stop", "flow"));
      assertFalse(ok(machine.run("list")).contains("Running"));

      Program.Outcome failed = machine.run("start", "failing.yml", "--attach");
      assertEquals(1, failed.exitCode(), failed.stdout());
      assertTrue(
          failed.stderr().contains("Node `bad` failed: exited with code 1"), failed.stderr());
      assertTrue(failed.stderr().contains("this cannot go well"), failed.stderr());
      Program.Outcome down = machine.run("down");
      // A released coordinator now and then ends before its last answer has left.
      assertTrue(
          down.exitCode() == 0 || down.stderr().contains("WS connection closed"), down::toString);
      assertEquals(0, daemon.awaitExit());
      assertEquals(0, coordinator.awaitExit());
    }
  }

  @Test
  void nodesLoseNoMessageWhenTheCoordinatorIsKilled() throws Exception {
    try (Machine machine = new Machine(folder)) {
      RunningCommand coordinator = machine.coordinator();
      RunningCommand daemon = machine.daemon();
      RunningCommand attached = machine.dora("start", "flow.yml", "--name", "flow", "--attach");
      attached.awaitLines("ten came");
      ok(machine.run("param", "set", "-d", "flow", "source", "speed", "5"));
      attached.awaitLines("parameter came");
      coordinator.kill();
      daemon.awaitLines("lost the coordinator");
      machine.coordinator();
      daemon.awaitLines("Connected to dora-coordinator");
      assertTrue(ok(machine.run("list")).contains("Running"));
      awaitNodes(machine, "source  Running");
      assertEquals("5", ok(machine.run("param", "get", "-d", "flow", "source", "speed")).strip());
      String log = ok(machine.run("logs", "flow", "--node", "source", "--tail", "1"));
      assertTrue(log.contains("parameter came"), log);
      ok(machine.run("stop", "flow"));
      assertGapless();
      daemon.terminate();
      assertEquals(0, daemon.awaitExit());
    }
  }

  /** Metrics come every two seconds. */
  private static void awaitNodes(Machine machine, String expected) {
    String nodes = "";
    for (int i = 0; i < 50 && !nodes.contains(expected); i++) {
      nodes = ok(machine.run("node", "list"));
    }
    assertTrue(nodes.contains(expected), nodes);
  }

  private void assertGapless() throws IOException {
    String log;
    try (var files = Files.walk(folder.resolve("out"))) {
      Path file = files.filter(each -> each.endsWith("log_sink.jsonl")).findFirst().orElseThrow();
      log = Files.readString(file);
    }
    assertFalse(log.contains("gap"), log);
    Matcher received = RECEIVED.matcher(log);
    assertTrue(received.find(), log);
    assertTrue(Integer.parseInt(received.group(1)) > 10, log);
    assertTrue(Double.parseDouble(received.group(2)) < 1, log);
  }
}
