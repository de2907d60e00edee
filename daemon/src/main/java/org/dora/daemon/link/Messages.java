package org.dora.daemon.link;

import java.nio.charset.StandardCharsets;
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
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.message.Timestamped;

/**
 * Makes the frames of one connection, none larger than the coordinator takes: the released one ends
 * the connection of who sends more.
 */
final class Messages {
  private static final String CUT = "\n[... the rest does not fit a message]";

  private final DaemonId daemon;
  private final HybridLogicalClock clock;
  private final int limit;

  /**
   * @param daemon who speaks
   * @param limit of a message, in bytes
   */
  Messages(DaemonId daemon, HybridLogicalClock clock, int limit) {
    this.daemon = daemon;
    this.clock = clock;
    this.limit = limit;
  }

  /** Returns the size that no message exceeds. */
  int limit() {
    return limit;
  }

  /** Returns the frame that tells of something; long texts are cut until it is small enough. */
  byte[] of(DaemonEvent event) {
    DaemonEvent told = event instanceof DaemonEvent.Log(LogMessage log) ? through(log) : event;
    byte[] frame = encode(told);
    for (int most = limit / 2; frame.length > limit && most > 0; most /= 2) {
      frame = encode(cut(told, most));
    }
    return frame;
  }

  /** Returns the frame that tells of something, however large it is. */
  byte[] encode(DaemonEvent event) {
    return request(new CoordinatorRequest.Event(daemon, event), clock);
  }

  static byte[] request(CoordinatorRequest request, HybridLogicalClock clock) {
    return DaemonLink.request(UUID.randomUUID(), new Timestamped<>(request, clock.now()));
  }

  /** A log message bears the id that the coordinator knows this daemon by. */
  private DaemonEvent.Log through(LogMessage log) {
    return new DaemonEvent.Log(with(log, log.message()));
  }

  private LogMessage with(LogMessage log, String text) {
    return new LogMessage(
        log.buildId(),
        log.dataflowId(),
        log.nodeId(),
        daemon,
        log.level(),
        log.target(),
        log.modulePath(),
        log.file(),
        log.line(),
        text,
        log.timestamp(),
        log.fields());
  }

  /** Returns an event with texts of so many bytes at most. */
  private DaemonEvent cut(DaemonEvent event, int most) {
    return switch (event) {
      case DaemonEvent.Log(LogMessage log) -> new DaemonEvent.Log(cut(log, most));
      case DaemonEvent.BuildResult(UUID build, Outcome<String> result) ->
          new DaemonEvent.BuildResult(build, cut(result, most));
      case DaemonEvent.SpawnResult(UUID dataflow, Outcome<String> result) ->
          new DaemonEvent.SpawnResult(dataflow, cut(result, most));
      case DaemonEvent.AllNodesFinished(UUID dataflow, DaemonDataflowResult result) ->
          new DaemonEvent.AllNodesFinished(dataflow, cut(result, most));
      case DaemonEvent.AllNodesReady _,
          DaemonEvent.Heartbeat _,
          DaemonEvent.ZenohListenEndpoint _,
          DaemonEvent.StatusReport _,
          DaemonEvent.Exit _,
          DaemonEvent.Metrics _,
          DaemonEvent.TopicDebugData _,
          DaemonEvent.StateCatchUpAck _,
          DaemonEvent.NodeStopped _ ->
          event;
    };
  }

  private LogMessage cut(LogMessage log, int most) {
    LogMessage cut = with(log, cut(log.message(), most));
    return log.fields() == null
        ? cut
        : new LogMessage(
            cut.buildId(),
            cut.dataflowId(),
            cut.nodeId(),
            cut.daemonId(),
            cut.level(),
            cut.target(),
            cut.modulePath(),
            cut.file(),
            cut.line(),
            cut.message(),
            cut.timestamp(),
            null);
  }

  private static Outcome<String> cut(Outcome<String> result, int most) {
    return result.error() == null ? result : Outcome.failed(cut(result.error(), most));
  }

  private static DaemonDataflowResult cut(DaemonDataflowResult result, int most) {
    SortedMap<NodeId, Outcome<NodeError>> nodes = new TreeMap<>();
    int each = most / Math.max(1, result.nodeResults().size());
    result
        .nodeResults()
        .forEach((node, end) ->
            nodes.put(node, end.error() == null ? end : Outcome.failed(cut(end.error(), each))));
    return new DaemonDataflowResult(result.timestamp(), nodes);
  }

  private static NodeError cut(NodeError error, int most) {
    NodeErrorCause cause =
        switch (error.cause()) {
          case NodeErrorCause.FailedToSpawn(String message) ->
              new NodeErrorCause.FailedToSpawn(cut(message, most));
          case NodeErrorCause.Other(String stderr) -> new NodeErrorCause.Other(cut(stderr, most));
          case NodeErrorCause.GraceDuration grace -> grace;
          case NodeErrorCause.Cascading cascading -> cascading;
        };
    return new NodeError(error.timestamp(), cause, error.exitStatus());
  }

  /** Cuts by UTF-8 bytes; a character that is cut apart is replaced. */
  private static String cut(String text, int most) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return utf8.length <= most ? text : new String(utf8, 0, most, StandardCharsets.UTF_8) + CUT;
  }
}
