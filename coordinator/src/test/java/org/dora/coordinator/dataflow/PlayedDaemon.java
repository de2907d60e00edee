package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.daemonlink.AnswerFrame;
import org.dora.common.daemonlink.CoordinatorRequest;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.DaemonIdentity;
import org.dora.common.daemonlink.DaemonLink;
import org.dora.common.daemonlink.DaemonRegistration;
import org.dora.common.daemonlink.Delivery;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.RegisterResult;
import org.dora.common.daemonlink.RunningDataflow;
import org.dora.common.daemonlink.StoredLog;
import org.dora.common.daemonlink.TopicDataFrame;
import org.dora.common.daemonlink.TopicViewer;
import org.dora.common.daemonlink.ZenohEndpoints;
import org.dora.common.frame.Frame;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.Bytes;
import org.dora.common.message.Metadata;
import org.dora.common.message.Timestamped;
import org.dora.coordinator.server.Conversation;
import org.dora.coordinator.server.PeerLink;
import org.jspecify.annotations.Nullable;

/** A daemon's connection without a network: answers commands well, unless it is told otherwise. */
final class PlayedDaemon implements PeerLink {
  private final HybridLogicalClock clock = new HybridLogicalClock();
  private final List<DaemonCommand> received = new ArrayList<>();
  private final Conversation conversation;
  private @Nullable RegisterResult registered;
  private boolean closed;
  private final Deque<Runnable> held = new ArrayDeque<>();
  boolean silent;

  /** Whether answers wait for {@link #answerLast}. */
  boolean holdsAnswers;

  /** What it answers to all that is asked; null if it answers as the protocol has it. */
  @Nullable Bytes inBinary;

  /** What became of all that is asked. */
  Outcome<String> outcome = Outcome.ok();

  /** Connects and registers; the coordinator answers at once. */
  PlayedDaemon(
      PlayedCoordinator coordinator, @Nullable String machine, @Nullable DaemonIdentity identity) {
    this(coordinator, registration(machine, identity));
  }

  PlayedDaemon(PlayedCoordinator coordinator, DaemonRegistration registration) {
    conversation = coordinator.connect(this);
    send(new CoordinatorRequest.Register(registration));
  }

  private static DaemonRegistration registration(
      @Nullable String machine, @Nullable DaemonIdentity identity) {
    DaemonRegistration registration =
        DaemonRegistration.ours(machine, new TreeMap<>(), ZenohEndpoints.NONE);
    return identity == null ? registration : registration.with(identity);
  }

  /** Connects a released daemon. */
  static PlayedDaemon released(PlayedCoordinator coordinator) {
    return new PlayedDaemon(
        coordinator,
        new DaemonRegistration(
            "1.1.0", null, new TreeMap<>(), true, Metadata.VERSION, null, null, null));
  }

  DaemonId id() {
    return assertInstanceOf(RegisterResult.Registered.class, registered).daemonId();
  }

  String refusal() {
    return assertInstanceOf(RegisterResult.Refused.class, registered).reason();
  }

  boolean isClosed() {
    return closed;
  }

  void tell(DaemonEvent event) {
    send(new CoordinatorRequest.Event(id(), event));
  }

  /** Shows those who look what was sent on an output. */
  void show(UUID dataflow, UUID subscription, byte[] payload) {
    show(dataflow, new TopicViewer(subscription, 0), payload);
  }

  /** The same to one who was not shown all. */
  void show(UUID dataflow, TopicViewer viewer, byte[] payload) {
    byte[] head = TopicDataFrame.head(dataflow, List.of(viewer));
    byte[] message = Arrays.copyOf(head, head.length + payload.length);
    System.arraycopy(payload, 0, message, head.length, payload.length);
    conversation.binary(Payload.ofBytes(message));
  }

  private void send(CoordinatorRequest request) {
    conversation.text(
        DaemonLink.request(UUID.randomUUID(), new Timestamped<>(request, clock.now())));
  }

  /** Says that it runs nothing. */
  PlayedDaemon reportNothing() {
    tell(new DaemonEvent.StatusReport(List.of()));
    return this;
  }

  /** Says that it runs nodes of one dataflow. */
  PlayedDaemon report(UUID dataflow, NodeId... nodes) {
    tell(new DaemonEvent.StatusReport(List.of(new RunningDataflow(dataflow, List.of(nodes)))));
    return this;
  }

  /** Its process, or the network, is gone. */
  void vanish() {
    silent = true;
    conversation.ended();
  }

  /** Returns what it was told since the last call, signs of life left out. */
  List<DaemonCommand> commands() {
    List<DaemonCommand> all = List.copyOf(received);
    received.clear();
    return all;
  }

  /** Returns the one command of a kind that it was told, which is forgotten with all others. */
  <T extends DaemonCommand> T only(Class<T> kind) {
    List<DaemonCommand> all = commands();
    List<DaemonCommand> found = all.stream().filter(kind::isInstance).toList();
    assertTrue(found.size() == 1, all.toString());
    return kind.cast(found.getFirst());
  }

  @Override
  public void send(byte[] message) {
    Frame.Request frame = (Frame.Request) Frame.read(message);
    if (registered == null) {
      registered = DaemonLink.registered(frame).inner();
      return;
    }
    DaemonCommand command = DaemonLink.command(frame).inner();
    if (!(command instanceof DaemonCommand.Heartbeat)) {
      received.add(command);
    }
    if (frame.method().equals(DaemonLink.COMMAND)) {
      held.add(answer(frame.id(), command));
      if (!silent && !holdsAnswers) {
        answerLast();
      }
    }
  }

  /** Answers what was asked last of all that has no answer yet. */
  void answerLast() {
    held.removeLast().run();
  }

  /** Gives the answers that it owes since it fell silent. */
  void answerLate() {
    silent = false;
    held.forEach(Runnable::run);
    held.clear();
  }

  private Runnable answer(UUID request, DaemonCommand command) {
    if (inBinary != null) {
      byte[] frame = new AnswerFrame(request, inBinary).toByteArray();
      return () -> conversation.binary(Payload.ofBytes(frame));
    }
    byte[] answer = DaemonLink.reply(request, answer(command));
    return () -> conversation.text(answer);
  }

  private DaemonCommandReply answer(DaemonCommand command) {
    return switch (command) {
      case DaemonCommand.SpawnNodes _ -> new DaemonCommandReply.TriggerSpawnResult(outcome);
      case DaemonCommand.BuildNodes _ -> new DaemonCommandReply.TriggerBuildResult(outcome);
      case DaemonCommand.StopDataflow _ -> new DaemonCommandReply.StopResult(outcome);
      case DaemonCommand.StopNode _ -> new DaemonCommandReply.StopNodeResult(outcome);
      case DaemonCommand.RestartNode _ -> new DaemonCommandReply.RestartNodeResult(outcome);
      case DaemonCommand.SetParam _ -> new DaemonCommandReply.SetParamResult(outcome);
      case DaemonCommand.DeleteParam _ -> new DaemonCommandReply.DeleteParamResult(outcome);
      case DaemonCommand.AddNode _ -> new DaemonCommandReply.AddNodeResult(outcome);
      case DaemonCommand.RemoveNode _ -> new DaemonCommandReply.RemoveNodeResult(outcome);
      case DaemonCommand.ReplaceNode _ -> new DaemonCommandReply.ReplaceNodeResult(outcome);
      case DaemonCommand.AddMapping _ -> new DaemonCommandReply.AddMappingResult(outcome);
      case DaemonCommand.RemoveMapping _ -> new DaemonCommandReply.RemoveMappingResult(outcome);
      case DaemonCommand.StartTopicDebugStream _ ->
          new DaemonCommandReply.StartTopicDebugStreamResult(outcome);
      case DaemonCommand.StopTopicDebugStream _ ->
          new DaemonCommandReply.StopTopicDebugStreamResult(Outcome.ok());
      case DaemonCommand.Logs _ ->
          new DaemonCommandReply.Logs(
              outcome.error() == null
                  ? new StoredLog.Content(Bytes.utf8("lines"))
                  : new StoredLog.Unavailable(outcome.error()));
      case DaemonCommand.PublishTopic _ ->
          new DaemonCommandReply.PublishTopicResult(new Delivery.Delivered(2));
      default -> throw new AssertionError(Objects.toString(command));
    };
  }

  @Override
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
  }

  @Override
  public void sendBinary(byte[] head, Payload body) {
    throw new AssertionError("daemons take no binary messages");
  }

  @Override
  public long pendingBytes() {
    return 0;
  }

  @Override
  public void pause() {
    // Nothing is on its way.
  }

  @Override
  public void resume() {
    // Nothing was held up.
  }

  @Override
  public void close() {
    closed = true;
  }
}
