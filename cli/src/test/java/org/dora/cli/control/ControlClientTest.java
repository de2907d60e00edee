package org.dora.cli.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.control.NoCoordinatorException.Reason;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.LogFilter;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.log.LogMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ControlClientTest {
  private static final ControlRequest LIST = new ControlRequest.ListDataflows();

  @Test
  void whatIsInTheWayIsToldApart() throws Exception {
    CoordinatorAddress free;
    try (Listener listener = Listener.thatSays("SSH-2.0-OpenSSH_9.2\r\n")) {
      free = listener.address();
      NoCoordinatorException failure = refused(listener.address());
      assertEquals(Reason.FOREIGN, failure.reason());
      assertTrue(failure.getMessage().contains("SSH-2.0-OpenSSH_9.2"), failure.getMessage());
    }
    assertEquals(Reason.UNREACHABLE, refused(free).reason());
    try (Listener listener =
        Listener.thatSays("HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n")) {
      assertEquals(Reason.REJECTED, refused(listener.address()).reason());
    }
  }

  @Test
  void whatIsSilentIsGivenUpWithinFiveSeconds() throws Exception {
    try (Listener listener = Listener.thatIsSilent()) {
      long begin = System.nanoTime();
      assertEquals(Reason.SILENT, refused(listener.address()).reason());
      assertTrue(System.nanoTime() - begin < 5_000_000_000L);
    }
  }

  @Test
  void aHostNameWillDoAndAnUnknownOneIsNamed() throws Exception {
    try (TestCoordinator coordinator = new TestCoordinator(_ -> new ControlReply.DestroyOk());
        ControlClient client =
            connect(new CoordinatorAddress("localhost", coordinator.address().port()))) {
      assertFalse(client.isOurs());
    }
    // `.invalid` never resolves (RFC 2606); a resolver that hangs must not hang the user.
    NoCoordinatorException failure = refused(new CoordinatorAddress("robot.invalid", 6013));
    assertEquals(Reason.UNREACHABLE, failure.reason());
    assertTrue(
        failure.found().equals("unknown host `robot.invalid`")
            || failure.found().startsWith("no answer within"),
        failure.found());
  }

  @Test
  void aFailureIsToldWithoutTheCoordinatorsStack() throws Exception {
    String text = "no daemon\n\nLocation:\n    a.rs:1:2\n\nStack backtrace:\n   0: main";
    try (TestCoordinator coordinator = new TestCoordinator(_ -> new ControlReply.Failed(text));
        ControlClient client = connect(coordinator.address())) {
      RefusedException failure =
          assertThrows(
              RefusedException.class, () -> client.ask(LIST, ControlReply.DataflowList.class));
      assertEquals("no daemon", failure.getMessage());
    }
  }

  @Test
  void anAnswerOfAnotherKindIsAFailure() throws Exception {
    try (TestCoordinator coordinator = new TestCoordinator(_ -> new ControlReply.DestroyOk());
        ControlClient client = connect(coordinator.address())) {
      CliException failure =
          assertThrows(CliException.class, () -> client.ask(LIST, ControlReply.DataflowList.class));
      assertTrue(
          failure.getMessage().endsWith("expected DataflowList, found DestroyOk"),
          failure.getMessage());
    }
  }

  @Test
  void logMessagesBeforeAnAnswerAreKeptInOrder() throws Exception {
    List<LogMessage> messages = List.of(message("one"), message("two"));
    try (TestCoordinator coordinator =
            new TestCoordinator(_ -> new ControlReply.DaemonConnected(true));
        ControlClient client = connect(coordinator.address())) {
      coordinator.log(messages);
      client.subscribe(new ControlRequest.LogSubscribe(new UUID(0, 1), LogFilter.INFO));
      client.ask(new ControlRequest.DaemonConnected(), ControlReply.DaemonConnected.class);
      for (String expected : List.of("one", "two", "one", "two")) {
        LogMessage next = client.nextLog(Duration.ofMillis(1));
        assertEquals(expected, next == null ? "nothing" : next.message());
      }
      assertNull(client.nextLog(Duration.ofMillis(1)));
    }
  }

  @Test
  void aReleasedCoordinatorIsSparedAMessageThatWouldEndTheConnection() throws Exception {
    ControlRequest large = new ControlRequest.GetTraceSpans("x".repeat(1 << 20));
    try (TestCoordinator coordinator =
        new TestCoordinator(_ -> new ControlReply.TraceSpans(List.of()))) {
      try (ControlClient client = connect(coordinator.address())) {
        CliException failure =
            assertThrows(
                CliException.class, () -> client.ask(large, ControlReply.TraceSpans.class));
        assertTrue(
            failure.getMessage().contains("takes at most 1048576 bytes"), failure.getMessage());
      }
      coordinator.announce("1.1.0+jvm.9");
      try (ControlClient client = connect(coordinator.address())) {
        assertTrue(client.isOurs());
        client.ask(large, ControlReply.TraceSpans.class);
      }
    }
  }

  @Test
  void aCoordinatorThatEndsIsNoticed() throws Exception {
    try (TestCoordinator coordinator = new TestCoordinator(_ -> new ControlReply.DestroyOk());
        ControlClient client = connect(coordinator.address())) {
      coordinator.close();
      assertTrue(client.awaitEnd(Duration.ofSeconds(10)));
      assertThrows(
          ConnectionLostException.class, () -> client.ask(LIST, ControlReply.DataflowList.class));
    }
  }

  private static LogMessage message(String text) {
    return LogMessage.of(LogLevel.INFO, null, text, Instant.EPOCH);
  }

  private static ControlClient connect(CoordinatorAddress address) {
    return ControlClient.connect(address, Map.of());
  }

  private static NoCoordinatorException refused(CoordinatorAddress address) {
    return assertThrows(NoCoordinatorException.class, () -> connect(address).close());
  }
}
