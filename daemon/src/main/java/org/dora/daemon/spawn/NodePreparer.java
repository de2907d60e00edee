package org.dora.daemon.spawn;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dora.common.config.NodeConfig;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.daemon.process.Commands;
import org.dora.daemon.process.ProcessSpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes a process description of a node's descriptor. It looks at files and asks programs, so its
 * methods block: they are for virtual threads, not for the conductor. Safe for use by any thread.
 */
public final class NodePreparer {
  private final SpawnSettings settings;
  private final CommandResolver commands;

  /**
   * @param settings of the daemon
   * @param commands runs uv and python
   */
  public NodePreparer(SpawnSettings settings, Commands commands) {
    this.settings = settings;
    this.commands = new CommandResolver(settings, commands);
  }

  /**
   * Looks up the programs of all nodes, by id, before anything starts; those that a build makes
   * speak up when they are started, like in the released {@code dora run}. Variables in a path are
   * expanded, unlike in the released {@code dora run} (dataflow.md section 5.1).
   *
   * @throws PrepareException for the first one that is missing or cannot be run
   */
  public void checkPrograms(DataflowContext dataflow) {
    dataflow.descriptor().nodes().stream()
        .sorted(Comparator.comparing(NodeDescriptor::id))
        .filter(node -> !isBuilt(node))
        .forEach(node -> commands.check(node.program(), dataflow.workingDirectory(node)));
  }

  private static boolean isBuilt(NodeDescriptor node) {
    return node.source().build() != null || node.source().git() != null;
  }

  /**
   * Prepares the first start of a node; its working directory exists afterwards.
   *
   * @param listener where the daemon listens for this node
   * @throws PrepareException if the node cannot be started
   */
  public PreparedNode prepare(
      DataflowContext dataflow, NodeDescriptor node, InetSocketAddress listener) {
    return prepare(dataflow, node, listener, _ -> {});
  }

  /**
   * Prepares the first start of a node; its working directory exists afterwards.
   *
   * @param listener where the daemon listens for this node
   * @param live hears each notice at once, since a download may take long
   * @throws PrepareException if the node cannot be started
   */
  public PreparedNode prepare(
      DataflowContext dataflow,
      NodeDescriptor node,
      InetSocketAddress listener,
      Consumer<SpawnNotice> live) {
    List<SpawnNotice> all = new ArrayList<>();
    Consumer<SpawnNotice> notices =
        notice -> {
          all.add(notice);
          live.accept(notice);
        };
    Path directory = existing(dataflow.workingDirectory(node));
    Map<String, String> environment =
        new LinkedHashMap<>(NodeEnvironment.inherited(settings.environment()));
    environment.putAll(
        NodeEnvironment.permitted(dataflow.descriptor().environmentOf(node), notices));
    Launching launching = dataflow.launching(node);
    if (launching instanceof Launching.ManagedUv(ManagedPython python)) {
      environment = python.apply(environment);
    }
    NodeCommand command =
        commands.resolve(node.program(), directory, environment, launching, notices);
    NodeConfig config = dataflow.configOf(node, listener);
    NodeConfigVariable variable = NodeConfigVariable.of(config);
    environment.put(NodeConfigVariable.NAME, variable.value());
    if (variable.shortened()) {
      notices.accept(NodeConfigVariable.shortenedNotice());
    }
    if (!command.java()) {
      environment.putAll(NodeEnvironment.zenohOnLoopback(dataflow.zenohPorts().reserve()));
    }
    environment.putAll(NodeEnvironment.ofDaemon(settings));

    if (command.announcement() != null) {
      notices.accept(new SpawnNotice(SpawnNotice.Log.NODE_INFO, command.announcement()));
    }
    ProcessSpec process =
        ProcessSpec.of(command.argv(), environment, directory)
            .withCpuAffinity(cores(node.limits().cpuAffinity()))
            .withDieWithParent(settings.runParentPid() != null)
            .withKillRestOfGroup(true);
    return new PreparedNode(config, process, command.java(), all);
  }

  private static Path existing(Path directory) {
    if (Files.isDirectory(directory)) {
      return directory;
    }
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new PrepareException("cannot create the working directory `" + directory + "`", e);
    }
  }

  /** Returns the cores; no machine has those beyond an int, and the spawn skips them as such. */
  private static List<Integer> cores(@Nullable List<Long> affinity) {
    return affinity == null
        ? List.of()
        : affinity.stream().map(core -> (int) Math.min(core, Integer.MAX_VALUE)).toList();
  }
}
