package org.dora.daemon.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.daemonlink.CoordinatorRequest;
import org.dora.common.daemonlink.DaemonDataflowResult;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.DaemonLink;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.NodeErrorCause;
import org.dora.common.daemonlink.NodeExitStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.frame.Frame;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final int LIMIT = 10_000;
  private static final DaemonId DAEMON = new DaemonId(null, new UUID(1, 1));

  private final HybridLogicalClock clock = new HybridLogicalClock();
  private final Messages messages = new Messages(DAEMON, clock, LIMIT);

  private DaemonEvent sent(DaemonEvent event) {
    byte[] frame = messages.of(event);
    assertTrue(frame.length <= LIMIT, "a frame of " + frame.length + " bytes");
    var request = DaemonLink.request((Frame.Request) Frame.read(frame)).inner();
    var told = assertInstanceOf(CoordinatorRequest.Event.class, request);
    assertEquals(DAEMON, told.daemonId());
    return told.event();
  }

  @Test
  void aLineThatIsTooLongIsCut() {
    // Each of these is six characters in JSON.
    String line = "\u0001".repeat(LIMIT);
    var log =
        (DaemonEvent.Log)
            sent(new DaemonEvent.Log(LogMessage.of(LogLevel.STDOUT, null, line, Instant.EPOCH)));
    assertTrue(log.message().message().endsWith("[... the rest does not fit a message]"));
    assertEquals(DAEMON, log.message().daemonId());
  }

  @Test
  void theErrorsOfManyNodesAreCutAlike() {
    SortedMap<NodeId, Outcome<NodeError>> nodes = new TreeMap<>();
    for (int i = 0; i < 5; i++) {
      nodes.put(
          new NodeId("n" + i),
          Outcome.failed(
              new NodeError(
                  clock.now(),
                  new NodeErrorCause.Other("x".repeat(LIMIT)),
                  new NodeExitStatus.ExitCode(1))));
    }
    nodes.put(new NodeId("well"), Outcome.ok());
    var finished =
        (DaemonEvent.AllNodesFinished)
            sent(
                new DaemonEvent.AllNodesFinished(
                    new UUID(2, 2), new DaemonDataflowResult(clock.now(), nodes)));
    assertEquals(nodes.keySet(), finished.result().nodeResults().keySet());
    assertEquals(Outcome.ok(), finished.result().nodeResults().get(new NodeId("well")));
  }

  @Test
  void whatFitsIsSentAsItIs() {
    DaemonEvent event =
        new DaemonEvent.BuildResult(new UUID(3, 3), Outcome.failed("x".repeat(9000)));
    assertEquals(event, sent(event));
  }
}
