package org.dora.coordinator.dataflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.LogFilter;
import org.dora.common.daemonlink.Build;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidV7;
import org.dora.common.log.LogMessage;
import org.dora.common.session.GitSource;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.dora.coordinator.daemons.Placement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds of dataflows on their daemons (control-protocol.md, section 14). Confined to the
 * conductor.
 */
public final class Builds {
  private static final Logger LOG = LoggerFactory.getLogger(Builds.class);

  private static final int REMEMBERED = 100;

  private static final class BuildRun {
    private final Set<DaemonId> awaited;
    private final List<String> errors = new ArrayList<>();
    private final LogFeed logs = new LogFeed();
    private final CompletableFuture<Outcome<String>> done = new CompletableFuture<>();

    private BuildRun(Collection<DaemonId> daemons) {
      awaited = new HashSet<>(daemons);
    }
  }

  private final Dataflows dataflows;
  private final Context context;
  private final Duration limit;
  private final Map<UUID, BuildRun> running = new HashMap<>();
  private final SequencedMap<UUID, BuildRun> finished = new LinkedHashMap<>();

  /**
   * @param limit how long daemons may take over a build
   */
  Builds(Dataflows dataflows, Duration limit) {
    this.dataflows = dataflows;
    this.context = dataflows.context();
    this.limit = limit;
  }

  /**
   * Has the daemons build their nodes.
   *
   * @return the build's id, once all have begun
   */
  public CompletableFuture<UUID> start(ControlRequest.Build request) {
    SortedMap<NodeId, DaemonId> places =
        context.placement().place(request.dataflow().nodes(), dataflows.candidates());
    SortedMap<DaemonId, SortedSet<NodeId>> nodes = new TreeMap<>(Placement.ORDER);
    places.forEach((node, daemon) -> nodes.computeIfAbsent(daemon, _ -> new TreeSet<>()).add(node));
    checkHub(request, places);
    UUID id = UuidV7.next(context.time());
    BuildRun run = new BuildRun(nodes.keySet());
    running.put(id, run);
    List<CompletableFuture<?>> begun = new ArrayList<>();
    nodes.forEach((daemon, its) -> begun.add(begin(id, request, daemon, its)));
    LOG.info("build {} is started on {}", id, nodes.keySet());
    context.deadlines().after(limit, () -> giveUp(id));
    return Starts.all(begun)
        .handle((_, failure) -> {
          if (failure != null) {
            running.remove(id);
            throw new RefusedException(Failures.messageOf(failure));
          }
          return id;
        });
  }

  private CompletableFuture<Void> begin(
      UUID id, ControlRequest.Build request, DaemonId daemon, SortedSet<NodeId> nodes) {
    Build build =
        new Build(
            id,
            request.sessionId(),
            request.localWorkingDir(),
            of(request.gitSources(), nodes),
            of(request.prevGitSources(), nodes),
            request.dataflow(),
            nodes,
            request.uv());
    return dataflows
        .connected(daemon)
        .order(
            new DaemonCommand.BuildNodes(build),
            reply ->
                reply instanceof DaemonCommandReply.TriggerBuildResult(var outcome)
                    ? outcome
                    : null);
  }

  private static SortedMap<NodeId, GitSource> of(
      SortedMap<NodeId, GitSource> sources, Set<NodeId> nodes) {
    SortedMap<NodeId, GitSource> some = new TreeMap<>(sources);
    some.keySet().retainAll(nodes);
    return some;
  }

  private void checkHub(ControlRequest.Build request, SortedMap<NodeId, DaemonId> places) {
    places.forEach((node, id) -> {
      GitSource source = request.gitSources().get(node);
      ConnectedDaemon daemon = dataflows.connected(id);
      if (source != null
          && (source.subdir() != null || source.hub() != null)
          && !daemon.registration().supportsHubSources()) {
        throw new RefusedException(
            ("node `%s` is a hub package (or a monorepo `subdir` git node), but daemon `%s` is"
                    + " too old to build it — it does not support hub `subdir`/`hub:` git"
                    + " sources. Upgrade that daemon to a dora build with hub support.")
                .formatted(node, id));
      }
    });
  }

  /** Returns how a build ends, when it has. */
  public CompletableFuture<Outcome<String>> wait(UUID id) {
    BuildRun run = find(id);
    if (run == null) {
      throw new RefusedException("unknown build id BuildId(" + id + ")");
    }
    return run.done;
  }

  /**
   * Checks that somebody can follow a build. One that has just ended has its log for the first who
   * does: the released CLI asks for it only when a short build may be over, and fails if refused.
   *
   * @throws RefusedException if nobody knows it
   */
  public void checkFollowable(UUID id) {
    if (find(id) == null) {
      throw new RefusedException("no running build with id BuildId(" + id + ")");
    }
  }

  /** Lets somebody follow the log of a build. */
  public void follow(UUID id, LogFilter filter, LogSubscriber subscriber) {
    BuildRun run = find(id);
    if (run != null) {
      run.logs.follow(subscriber, filter);
    }
  }

  void logged(UUID id, LogMessage message) {
    BuildRun run = running.get(id);
    if (run != null) {
      run.logs.publish(message);
    }
  }

  /** A daemon has built its nodes, or could not. */
  void built(DaemonId daemon, UUID id, Outcome<String> outcome) {
    BuildRun run = running.get(id);
    if (run != null && run.awaited.remove(daemon)) {
      if (outcome.error() != null) {
        run.errors.add(outcome.error());
      }
      endIfAllHaveTold(id, run);
    }
  }

  /** A daemon is gone, and its builds with it. */
  void lost(DaemonId daemon) {
    for (Map.Entry<UUID, BuildRun> entry : List.copyOf(running.entrySet())) {
      if (entry.getValue().awaited.remove(daemon)) {
        entry
            .getValue()
            .errors
            .add("daemon `" + daemon + "` disconnected before reporting its build result");
        endIfAllHaveTold(entry.getKey(), entry.getValue());
      }
    }
  }

  private @Nullable BuildRun find(UUID id) {
    return running.getOrDefault(id, finished.get(id));
  }

  private void endIfAllHaveTold(UUID id, BuildRun run) {
    if (run.awaited.isEmpty()) {
      end(id, run);
      Outcome<String> outcome =
          run.errors.isEmpty()
              ? Outcome.ok()
              : Outcome.failed("build failed: " + String.join("\n\n", run.errors));
      LOG.info("build {} has ended: {}", id, outcome.isOk() ? "done" : outcome.error());
      run.done.complete(outcome);
    }
  }

  private void giveUp(UUID id) {
    BuildRun run = running.get(id);
    if (run != null) {
      end(id, run);
      run.done.completeExceptionally(
          new RefusedException(
              "build timed out after %ds; %d daemon(s) never reported build_result"
                  .formatted(limit.toSeconds(), run.awaited.size())));
    }
  }

  private void end(UUID id, BuildRun run) {
    running.remove(id);
    finished.put(id, run);
    if (finished.size() > REMEMBERED) {
      finished.pollFirstEntry();
    }
  }
}
