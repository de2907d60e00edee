package org.dora.daemon.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dora.common.id.NodeId;
import org.dora.common.session.LocalBuild;

/** Builds all nodes of a dataflow, in the order of their ids or side by side. */
public final class DataflowBuild {
  /** Nodes built at a time at least, since many builds wait for the network. */
  private static final int LEAST_PARALLEL = 4;

  private final BuildRequest request;
  private final BuildProcesses processes;
  private final List<NodeBuild> nodes = new ArrayList<>();
  private final SortedMap<NodeId, Path> directories = new TreeMap<>();
  private final SortedMap<NodeId, Path> pythons = new TreeMap<>();

  /**
   * @param environment that commands inherit
   * @param listener hears what is done
   */
  public DataflowBuild(
      BuildRequest request,
      Map<String, String> environment,
      BuildProcesses processes,
      BuildListener listener) {
    this.request = request;
    this.processes = processes;
    BuildTools tools = BuildTools.of(environment, processes, listener);
    for (int i = 0; i < request.descriptor().nodes().size(); i++) {
      nodes.add(new NodeBuild(tools, request, i));
    }
    nodes.sort(Comparator.comparing(NodeBuild::id));
  }

  /**
   * Builds; blocks. After a failure nothing of the build runs any more.
   *
   * @throws BuildException for the first node that failed
   */
  public LocalBuild run() {
    if (request.parallel() && nodes.size() > 1) {
      sideBySide();
    } else {
      nodes.forEach(node -> note(node, build(node)));
    }
    SortedSet<NodeId> confined = new TreeSet<>();
    request
        .sources()
        .forEach((node, source) -> {
          if (source.hub() != null) {
            confined.add(node);
          }
        });
    return new LocalBuild(directories, pythons, confined);
  }

  private static NodeBuild.Result build(NodeBuild node) {
    try {
      return node.run();
    } catch (BuildException e) {
      throw new BuildException("failed to build node `" + node.id() + "`", e);
    }
  }

  private void note(NodeBuild node, NodeBuild.Result result) {
    directories.put(node.id(), result.directory());
    if (result.python() != null) {
      pythons.put(node.id(), result.python());
    }
  }

  private record Built(NodeBuild node, NodeBuild.Result result) {}

  private void sideBySide() {
    int workers = Math.max(LEAST_PARALLEL, Runtime.getRuntime().availableProcessors());
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(nodes.size(), workers), Thread.ofPlatform().name("dora-build-", 1).factory());
    ExecutorCompletionService<Built> builds = new ExecutorCompletionService<>(threads);
    try {
      nodes.forEach(node -> builds.submit(() -> new Built(node, build(node))));
      for (int i = 0; i < nodes.size(); i++) {
        Built built = builds.take().get();
        note(built.node(), built.result());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BuildException failure
          ? failure
          : new BuildException("a build failed unexpectedly", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BuildException("the build was interrupted", e);
    } finally {
      threads.shutdownNow();
      processes.killRunning();
      // Whoever still runs has been interrupted, so that this takes no time.
      threads.close();
    }
  }
}
