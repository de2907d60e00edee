package org.dora.coordinator.daemons;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonLink;
import org.dora.common.daemonlink.DaemonRegistration;
import org.dora.common.daemonlink.FaultStats;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.ZenohEndpoints;
import org.dora.common.id.DaemonId;
import org.dora.common.message.Timestamped;
import org.dora.common.schedule.Deadlines;
import org.dora.common.version.PeerCheck;
import org.dora.coordinator.server.PeerLink;
import org.dora.coordinator.trace.Traces;
import org.jspecify.annotations.Nullable;

/**
 * A daemon that has registered. What it is asked is answered by futures, each with a deadline of
 * its own, so that a silent daemon delays nobody. Confined to the conductor.
 */
public final class ConnectedDaemon {
  /** How long a daemon may take over an answer (control-protocol.md, section 5). */
  private static final Duration REPLY_LIMIT = Duration.ofSeconds(30);

  private static final int MOST_PENDING = 256;

  private record Pending(CompletableFuture<DaemonAnswer> answer, Deadlines.Deadline deadline) {}

  private final DaemonId id;
  private final DaemonRegistration registration;
  private final DaemonConversation conversation;
  private final PeerLink link;
  private final HybridLogicalClock clock;
  private final Deadlines deadlines;
  private final Traces traces;
  private final Map<UUID, Pending> pending = new HashMap<>();
  private ZenohEndpoints endpoints;
  private @Nullable FaultStats faults;
  private long lastHeartbeat;
  private boolean warned;

  /** Why it is connected no more; null while it is. */
  private @Nullable String end;

  ConnectedDaemon(
      DaemonId id,
      DaemonRegistration registration,
      DaemonConversation conversation,
      HybridLogicalClock clock,
      Deadlines deadlines,
      Traces traces) {
    this.id = id;
    this.registration = registration;
    this.conversation = conversation;
    this.link = conversation.link();
    this.clock = clock;
    this.deadlines = deadlines;
    this.traces = traces;
    this.endpoints =
        new ZenohEndpoints(
            registration.zenohListenEndpoint(), registration.zenohLoopbackListenEndpoint());
    this.lastHeartbeat = deadlines.now();
  }

  /** Returns what the daemon is called on the wire. */
  public DaemonId id() {
    return id;
  }

  /** Returns what the daemon said of itself. */
  public DaemonRegistration registration() {
    return registration;
  }

  /** Returns whether it is of our own suite. */
  public boolean isOurs() {
    return PeerCheck.isOurs(registration.doraVersion());
  }

  /** Returns where its connection comes from. */
  public InetSocketAddress address() {
    return link.address();
  }

  /** Returns what it met and mended, as far as it has told. */
  public @Nullable FaultStats faults() {
    return faults;
  }

  /** Returns how long ago it last gave a sign of life. */
  public Duration silence() {
    return Duration.ofNanos(deadlines.now() - lastHeartbeat);
  }

  ZenohEndpoints endpoints() {
    return endpoints;
  }

  void listensAt(ZenohEndpoints confirmed) {
    endpoints = confirmed;
  }

  void heartbeat(@Nullable FaultStats stats) {
    lastHeartbeat = deadlines.now();
    warned = false;
    faults = stats == null ? faults : stats;
  }

  /** Returns true the first time in a silence. */
  boolean warnOnce() {
    boolean first = !warned;
    warned = true;
    return first;
  }

  /** Tells the daemon something that it does not answer. */
  public void tell(DaemonCommand command) {
    link.send(DaemonLink.event(UUID.randomUUID(), new Timestamped<>(command, clock.now())));
  }

  /**
   * Asks the daemon something.
   *
   * @return completed on the conductor: with the answer, or with a {@link DaemonFailure}
   */
  public CompletableFuture<DaemonCommandReply> ask(DaemonCommand command) {
    return send(command)
        .thenApply(answer ->
            switch (answer) {
              case DaemonAnswer.Reply(DaemonCommandReply reply) -> reply;
              case DaemonAnswer.PartOfLog _ ->
                  throw new DaemonFailure("unexpected reply: a part of a log");
            });
  }

  /**
   * Asks the daemon for a log.
   *
   * @return completed as that of {@link #ask}; an answer in binary only if a section is asked for
   */
  public CompletableFuture<DaemonAnswer> askForLog(DaemonCommand.Logs command) {
    return send(command);
  }

  private CompletableFuture<DaemonAnswer> send(DaemonCommand command) {
    if (end != null) {
      return CompletableFuture.failedFuture(new DaemonFailure(end));
    }
    if (pending.size() >= MOST_PENDING) {
      return CompletableFuture.failedFuture(
          new DaemonFailure(
              "too many pending daemon replies (" + MOST_PENDING + "), refusing new request"));
    }
    UUID request = UUID.randomUUID();
    CompletableFuture<DaemonAnswer> answer = new CompletableFuture<>();
    pending.put(
        request,
        new Pending(
            answer,
            deadlines.after(
                REPLY_LIMIT, () -> fail(request, "timeout waiting for daemon WS reply"))));
    Traces.Span span =
        traces.beginPart(command.getClass().getSimpleName(), "dora_daemon", Map.of("daemon", id));
    link.send(DaemonLink.command(request, new Timestamped<>(command, clock.now())));
    return span == null ? answer : answer.whenComplete((_, failure) -> span.end(failure));
  }

  /**
   * Asks the daemon to do something that it confirms by a variant of its own.
   *
   * @param confirmation takes the outcome out of the expected answer, null out of any other
   * @return completed on the conductor; fails with a {@link DaemonFailure}
   */
  public CompletableFuture<Void> order(
      DaemonCommand command, Function<DaemonCommandReply, @Nullable Outcome<String>> confirmation) {
    return ask(command)
        .thenAccept(reply -> {
          Outcome<String> outcome = confirmation.apply(reply);
          if (outcome == null) {
            throw new DaemonFailure("unexpected reply " + reply);
          }
          if (outcome.error() != null) {
            throw new DaemonFailure(outcome.error());
          }
        });
  }

  void answered(UUID request, DaemonAnswer answer) {
    Pending waiting = pending.remove(request);
    if (waiting != null) {
      waiting.deadline.cancel();
      waiting.answer.complete(answer);
    }
  }

  void fail(UUID request, String reason) {
    Pending waiting = pending.remove(request);
    if (waiting != null) {
      waiting.deadline.cancel();
      waiting.answer.completeExceptionally(new DaemonFailure(reason));
    }
  }

  /** The connection is gone, or given up. */
  void end(String reason) {
    conversation.become(new Standing.Gone());
    end = reason;
    for (UUID request : pending.keySet().toArray(UUID[]::new)) {
      fail(request, reason);
    }
    link.close();
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
