package org.dora.daemon.link;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.dora.common.DoraException;
import org.dora.common.daemonlink.Build;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.descriptor.Deploy;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.session.LocalBuild;
import org.dora.daemon.build.BuildProcesses;
import org.dora.daemon.build.BuildRequest;
import org.dora.daemon.build.DataflowBuild;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds what the coordinator wants built, beside everything else, and remembers where: the newest
 * build of each session (control-protocol.md section 14). Safe for use by any thread.
 */
final class Builds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLink.class);

  private record Built(UUID session, LocalBuild result) {}

  private final Path directory;
  private final Map<String, String> environment;
  private final Outbox outbox;
  private final Map<UUID, Built> builds = new LinkedHashMap<>();
  private final Set<BuildProcesses> running = ConcurrentHashMap.newKeySet();

  /**
   * @param directory the daemon's own
   * @param environment that commands inherit
   */
  Builds(Path directory, Map<String, String> environment, Outbox outbox) {
    this.directory = directory;
    this.environment = environment;
    this.outbox = outbox;
  }

  /**
   * Takes an order.
   *
   * @return begins the build, whose result is reported
   * @throws OrderRefusedException if it cannot even begin
   */
  Runnable accept(Build order) {
    BuildRequest request = request(order);
    return Thread.ofPlatform()
            .daemon()
            .name("dora-build-" + order.buildId())
            .unstarted(() -> build(order, request))
        ::start;
  }

  private BuildRequest request(Build order) {
    Path base = real(SpawnPlan.base(directory, order.localWorkingDir(), order.sessionId()));
    Descriptor whole = order.dataflowDescriptor();
    List<NodeDescriptor> nodes =
        whole.nodes().stream().filter(node -> order.nodesOnMachine().contains(node.id())).toList();
    SortedMap<NodeId, Path> folders = new TreeMap<>();
    for (NodeDescriptor node : nodes) {
      Deploy deploy = node.deploy();
      if (deploy != null && deploy.workingDir() != null) {
        folders.put(node.id(), base.resolve(deploy.workingDir()));
      }
    }
    return new BuildRequest(
        whole.withNodes(nodes),
        base,
        order.gitSources(),
        order.prevGitSources(),
        folders,
        Map.of(),
        order.uv(),
        false);
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new OrderRefusedException("cannot use the working directory `" + folder + "`", e);
    }
  }

  private void build(Build order, BuildRequest request) {
    Outcome<String> outcome;
    try (BuildProcesses processes = new BuildProcesses()) {
      running.add(processes);
      LocalBuild result =
          new DataflowBuild(
                  request,
                  environment,
                  processes,
                  (node, level, text) -> tell(order.buildId(), node, level, text))
              .run();
      remember(order, result);
      running.remove(processes);
      outcome = Outcome.ok();
    } catch (DoraException e) {
      outcome = Outcome.failed(Reasons.of(e));
    } catch (RuntimeException e) {
      LOG.error("build {} failed unexpectedly", order.buildId(), e);
      outcome = Outcome.failed("internal error: " + e);
    }
    outbox.event(new DaemonEvent.BuildResult(order.buildId(), outcome));
  }

  private void tell(UUID build, NodeId node, LogLevel level, String text) {
    outbox.log(
        new LogMessage(
            build, null, node, null, level, null, null, null, null, text, Instant.now(), null));
  }

  private synchronized void remember(Build order, LocalBuild result) {
    builds.values().removeIf(built -> built.session.equals(order.sessionId()));
    builds.put(order.buildId(), new Built(order.sessionId(), result));
  }

  /** Returns where a build has put its nodes; none if it is not known here. */
  synchronized LocalBuild result(@Nullable UUID build) {
    Built built = build == null ? null : builds.get(build);
    return built == null ? LocalBuild.NONE : built.result;
  }

  /** Kills what is being built. */
  @Override
  public void close() {
    running.forEach(BuildProcesses::close);
  }
}
