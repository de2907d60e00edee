package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.config.DaemonCommunication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that a person plays, who is asked for inputs and shown outputs. */
@Timeout(30)
class TerminalTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private Node start(String... answers) {
    HybridLogicalClock clock = new HybridLogicalClock();
    Terminal terminal =
        new Terminal(
            new BufferedReader(new StringReader(String.join("\n", answers))),
            new PrintStream(shown, true, StandardCharsets.UTF_8),
            clock,
            Duration.ZERO);
    return LocalNode.byHand(
        LocalNode.config(LocalNode.ID, new DaemonCommunication.Interactive()), clock, terminal);
  }

  private static Event.Input input(Node node) {
    return assertInstanceOf(Event.Input.class, node.next().orElseThrow());
  }

  @Test
  void inputsAreWhatIsTypedUntilNothingIs() {
    try (Node node =
        start(
            "tick",
            "",
            "a",
            "{\"x\": 42}",
            "a",
            "[1, 2]",
            "a",
            "HEX: 00ff",
            "a",
            "hi \"you\"",
            "")) {
      assertEquals("test-node", node.id());
      Event.Input tick = input(node);
      assertEquals("tick", tick.id());
      assertFalse(tick.hasData());
      assertEquals("{\"x\":42}", input(node).as(StructVector.class).getObject(0).toString());
      Event.Input list = input(node);
      assertEquals("[1,2]", list.as(ListVector.class).getObject(0).toString());
      assertEquals(-1, input(node).bytes()[1]);
      assertEquals("hi \"you\"", input(node).string());
      node.send("random", new long[] {1, 2});
      assertEquals(new Event.Stop(Event.Stop.Cause.MANUAL), node.next().orElseThrow());
      assertTrue(node.next().isEmpty());
    }
    String said = shown.toString(StandardCharsets.UTF_8);
    assertTrue(
        said.startsWith("Node asks for next input\nInput ID [empty input ID to stop]: "), said);
    assertTrue(said.contains("given input ID is empty -> stopping\n"), said);
    assertTrue(said.contains("node sends output random with data: Int64 [1,2]\n"), said);
    assertTrue(
        said.endsWith("node reports closed outputs [random]\nnode reports OutputsDone\n"), said);
  }

  @Test
  void whatCannotBeReadIsAskedForAgain() {
    try (Node node =
        start("an input", "a", "HEX:0", "HEX:zz", "FILE:/nowhere/at.all", "7", "b", "FILE:", "1")) {
      assertEquals(7, input(node).longValue());
      assertEquals("b", input(node).id());
    }
    String said = shown.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("invalid input ID: "), said);
    assertTrue(said.contains("invalid data: /nowhere/at.all"), said);
  }

  @Test
  void theEndOfWhatIsTypedIsAStop() {
    try (Node node = start("a")) {
      assertFalse(input(node).hasData());
      assertInstanceOf(Event.Stop.class, node.next().orElseThrow());
      assertTrue(node.next().isEmpty());
    }
  }
}
