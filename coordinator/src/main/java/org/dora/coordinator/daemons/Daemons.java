package org.dora.coordinator.daemons;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.daemonlink.CoordinatorRequest;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.DaemonIdentity;
import org.dora.common.daemonlink.DaemonLink;
import org.dora.common.daemonlink.DaemonRegistration;
import org.dora.common.daemonlink.RegisterResult;
import org.dora.common.daemonlink.ResolveMachineReply;
import org.dora.common.daemonlink.TopicDataFrame;
import org.dora.common.id.DaemonId;
import org.dora.common.id.UuidV7;
import org.dora.common.memory.Payload;
import org.dora.common.message.Timestamped;
import org.dora.common.schedule.Deadlines;
import org.dora.common.version.PeerCheck;
import org.dora.coordinator.server.Conversation;
import org.dora.coordinator.server.PeerLink;
import org.dora.coordinator.server.RefusalLog;
import org.dora.coordinator.trace.Traces;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is connected: registration, signs of life, loss (control-protocol.md, section 10). Confined
 * to the conductor, but for {@link #open}.
 */
public final class Daemons {
  private static final Duration TICK = Duration.ofSeconds(3);
  private static final Duration WARN_AFTER = Duration.ofSeconds(15);
  private static final Duration LOST_AFTER = Duration.ofSeconds(30);
  private static final int LONGEST_MACHINE_ID = 256;

  private static final Logger LOG = LoggerFactory.getLogger(Daemons.class);

  private final HybridLogicalClock clock;
  private final Deadlines deadlines;
  private final InstantSource time;
  private final int messageLimit;
  private final Traces traces;
  private final RefusalLog refusals;
  private final SortedMap<DaemonId, ConnectedDaemon> connected = new TreeMap<>(Placement.ORDER);
  private final List<ConnectedDaemon> byArrival = new ArrayList<>();
  private @Nullable DaemonListener listener;

  /**
   * @param time from which ids are made
   * @param messageLimit largest message that daemons may send, in bytes
   * @param traces remembers what daemons are asked
   */
  public Daemons(
      HybridLogicalClock clock,
      Deadlines deadlines,
      InstantSource time,
      int messageLimit,
      Traces traces) {
    this.messageLimit = messageLimit;
    this.traces = traces;
    this.clock = clock;
    this.deadlines = deadlines;
    this.time = time;
    this.refusals = new RefusalLog(deadlines::now);
  }

  /**
   * Begins to look for signs of life.
   *
   * @param toTell who is told what happens
   */
  public void start(DaemonListener toTell) {
    listener = toTell;
    deadlines.every(TICK, this::tick);
  }

  private DaemonListener listener() {
    return Objects.requireNonNull(listener, "start comes first");
  }

  /** Takes a connection in. For any thread. */
  public Conversation open(PeerLink link, Executor conductor) {
    return new DaemonConversation(link, this, conductor);
  }

  /** Returns all that are connected, those without a name first. */
  public Collection<ConnectedDaemon> all() {
    return Collections.unmodifiableCollection(connected.values());
  }

  /** Returns the daemon of that id, if it is connected. */
  public Optional<ConnectedDaemon> find(DaemonId id) {
    return Optional.ofNullable(connected.get(id));
  }

  private void tick() {
    for (ConnectedDaemon daemon : List.copyOf(byArrival)) {
      Duration silence = daemon.silence();
      if (silence.compareTo(LOST_AFTER) > 0) {
        LOG.warn("daemon {} has been silent for {} s, it is given up", daemon, silence.toSeconds());
        remove(daemon, "daemon `" + daemon + "` gave no sign of life");
      } else {
        if (silence.compareTo(WARN_AFTER) > 0 && daemon.warnOnce()) {
          LOG.warn("daemon {} has been silent for {} s", daemon, silence.toSeconds());
        }
        daemon.tell(new DaemonCommand.Heartbeat());
      }
    }
  }

  void received(DaemonConversation from, UUID frame, Timestamped<CoordinatorRequest> request) {
    if (!clock.observe(request.timestamp())) {
      LOG.warn("the clock of the daemon at {} differs from ours", from.link().address());
    }
    switch (request.inner()) {
      case CoordinatorRequest.Register(DaemonRegistration registration) ->
          register(from, registration);
      case CoordinatorRequest.Event(DaemonId id, DaemonEvent event) -> happened(from, id, event);
      case CoordinatorRequest.ResolveMachine(String machine) -> resolve(from, frame, machine);
    }
  }

  /** A daemon shows what was sent on an output. */
  void shown(DaemonConversation from, TopicDataFrame frame, Payload data) {
    if (from.standing() instanceof Standing.Registered) {
      listener().shown(frame, data);
    }
  }

  private void happened(DaemonConversation from, DaemonId id, DaemonEvent event) {
    switch (from.standing()) {
      case Standing.Registered(ConnectedDaemon daemon) when daemon.id().equals(id) ->
          happened(daemon, event);
      case Standing.Registered _, Standing.Unknown _ -> {
        LOG.warn("an event of {} came from another, at {}", id, from.link().address());
        from.link().close();
      }
      case Standing.Gone _ -> {
        // Its connection is being closed.
      }
    }
  }

  private void happened(ConnectedDaemon daemon, DaemonEvent event) {
    switch (event) {
      case DaemonEvent.Heartbeat(var faults) -> daemon.heartbeat(faults);
      case DaemonEvent.ZenohListenEndpoint(var endpoints) -> daemon.listensAt(endpoints);
      case DaemonEvent.Exit _ -> remove(daemon, "daemon `" + daemon + "` has ended");
      case DaemonEvent other -> listener().happened(daemon, other);
    }
  }

  private void register(DaemonConversation from, DaemonRegistration registration) {
    String machine = registration.machineId();
    if (!(from.standing() instanceof Standing.Unknown)) {
      hangUp(from, "it registers again on the same connection");
      return;
    }
    if (machine != null && machine.length() > LONGEST_MACHINE_ID) {
      hangUp(
          from,
          "its machine id has %d characters, at most %d are taken"
              .formatted(machine.length(), LONGEST_MACHINE_ID));
      return;
    }
    DaemonIdentity identity = registration.identity();
    DaemonId id = new DaemonId(machine, identity == null ? UuidV7.next(time) : identity.uuid());
    ConnectedDaemon before = connected.get(id);
    String refusal = refusalOf(registration, before);
    if (refusal != null) {
      refuse(from, refusal);
      return;
    }
    if (before != null) {
      remove(before, "daemon `" + before + "` has connected anew");
    }
    ConnectedDaemon daemon = new ConnectedDaemon(id, registration, from, clock, deadlines, traces);
    List<String> peers = ZenohPeers.of(byArrival, daemon);
    connected.put(id, daemon);
    byArrival.add(daemon);
    from.become(new Standing.Registered(daemon));
    LOG.info("daemon {} has connected from {}", daemon, daemon.address());
    answer(from, new RegisterResult.Registered(id, peers, (long) messageLimit));
  }

  private void hangUp(DaemonConversation from, String reason) {
    refusals.add(from.link().address(), reason);
    from.link().close();
  }

  /** Ends what has not become a daemon, and says why. */
  void refuse(DaemonConversation from, String reason) {
    refusals.add(from.link().address(), reason);
    answer(from, new RegisterResult.Refused(reason));
  }

  /**
   * Returns why a daemon cannot take part. Only one of ours is told that its name is taken: a
   * released one would end over it, and take its nodes with it.
   *
   * @param before the same daemon's connection so far
   */
  private @Nullable String refusalOf(
      DaemonRegistration registration, @Nullable ConnectedDaemon before) {
    DaemonIdentity identity = registration.identity();
    if (identity != null && before != null) {
      DaemonIdentity known = before.registration().identity();
      if (known != null && known.time() >= identity.time()) {
        return "the proof of this daemon's identity is not newer than that of its connection so far";
      }
    } else if (identity != null && registration.machineId() != null) {
      String machine = registration.machineId();
      Optional<ConnectedDaemon> other = onMachine(machine);
      if (other.isPresent()) {
        return "machine id `%s` is taken by the daemon at %s: end that one, or give this one another `--machine-id`"
            .formatted(machine, SocketText.of(other.get().address()));
      }
    }
    return PeerCheck.daemonRefusal(registration.doraVersion(), registration.metadataVersion())
        .orElse(null);
  }

  private Optional<ConnectedDaemon> onMachine(String machine) {
    return connected.values().stream()
        .filter(it -> machine.equals(it.id().machineId()))
        .findFirst();
  }

  private void answer(DaemonConversation to, RegisterResult result) {
    to.link()
        .send(DaemonLink.registered(UUID.randomUUID(), new Timestamped<>(result, clock.now())));
  }

  private void resolve(DaemonConversation from, UUID request, String machine) {
    Optional<ConnectedDaemon> found = onMachine(machine);
    var reply =
        new ResolveMachineReply.ResolveMachineResult(
            found.isPresent(), found.map(it -> SocketText.of(it.address())).orElse(null));
    from.link().send(DaemonLink.resolved(request, new Timestamped<>(reply, clock.now())));
  }

  void disconnected(DaemonConversation conversation) {
    if (conversation.standing() instanceof Standing.Registered(ConnectedDaemon daemon)) {
      LOG.info("daemon {} has disconnected", daemon);
      remove(daemon, "daemon `" + daemon + "` has disconnected");
    }
  }

  private void remove(ConnectedDaemon daemon, String reason) {
    connected.remove(daemon.id());
    byArrival.remove(daemon);
    daemon.end(reason);
    byArrival.forEach(other -> other.tell(new DaemonCommand.PeerDaemonDisconnected(daemon.id())));
    listener().lost(daemon);
  }
}
