package org.dora.daemon.spawn;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.RuntimeConfig;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.jvm.JavaLauncher;
import org.dora.daemon.direct.DirectPaths;
import org.dora.daemon.process.Commands;
import org.dora.daemon.process.ProcessResources;
import org.dora.daemon.process.ProcessSpec;

/**
 * Makes a process description of a node's descriptor. It looks at files and asks programs, so its
 * methods block: they are for virtual threads, not for the conductor. Safe for use by any thread.
 */
public final class NodePreparer {
  private final SpawnSettings settings;
  private final CommandResolver commands;
  private final RuntimeResolver runtimes;
  private final DirectPaths directPaths;

  /**
   * @param settings of the daemon
   * @param commands runs uv and python
   * @param directPaths sets up the nodes' Zenoh sessions
   */
  public NodePreparer(SpawnSettings settings, Commands commands, DirectPaths directPaths) {
    this.settings = settings;
    this.directPaths = directPaths;
    Tools tools = new Tools(settings, commands);
    PythonInterpreter python = new PythonInterpreter(tools);
    this.commands = new CommandResolver(settings, tools, python);
    this.runtimes = new RuntimeResolver(settings, tools, python);
  }

  /**
   * Looks up the programs of all nodes, by id, before anything starts; those that a build makes
   * speak up when they are started, like in the released {@code dora run}. Variables in a path are
   * expanded, unlike in the released {@code dora run} (dataflow.md section 5.1).
   *
   * @throws PrepareException for the first one that is missing or cannot be run; if there is none,
   *     for the first node with operators that no runtime hosts
   */
  public void checkPrograms(DataflowContext dataflow) {
    Collection<ResolvedNode> nodes = dataflow.resolved().nodes().values();
    for (ResolvedNode node : nodes) {
      Path directory = dataflow.workingDirectory(node.descriptor());
      switch (node.kind()) {
        case ResolvedNode.Kind.Program program -> check(node, program, directory);
        case ResolvedNode.Kind.Runtime runtime -> OperatorFiles.require(runtime, directory);
      }
    }
    for (ResolvedNode node : nodes) {
      if (node.kind() instanceof ResolvedNode.Kind.Runtime runtime) {
        RuntimeResolver.check(node.id(), runtime);
      }
    }
  }

  private void check(ResolvedNode node, ResolvedNode.Kind.Program program, Path directory) {
    try {
      if (!isBuilt(node.descriptor())) {
        commands.check(program.program(), directory);
      }
    } catch (PrepareException e) {
      if (node.descriptor().composition().ros2() == null) {
        throw e;
      }
      throw new PrepareException(
          "node `"
              + node.id()
              + "` needs dora's bridge to ROS 2: install the program and put it on the PATH",
          e);
    }
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
    Map<String, String> environment = environment(dataflow, node, notices);
    NodeConfig config = dataflow.configOf(node, listener);
    NodeCommand command =
        switch (dataflow.resolved(node).kind()) {
          case ResolvedNode.Kind.Program program ->
              commands.resolve(
                  dataflow.confined(node, program.program(), directory),
                  directory,
                  environment,
                  dataflow.launching(node),
                  notices);
          case ResolvedNode.Kind.Runtime runtime -> {
            RuntimeProgram program =
                runtimes.resolve(
                    node.id(), runtime, directory, environment, dataflow.launching(node), notices);
            RuntimeConfig told = new RuntimeConfig(config, program.operators());
            environment.put(RuntimeConfig.VARIABLE, NodeConfigVariable.of(told).value());
            yield program.command();
          }
        };
    NodeConfigVariable variable = NodeConfigVariable.of(config);
    environment.put(NodeConfigVariable.NAME, variable.value());
    if (variable.shortened()) {
      notices.accept(NodeConfigVariable.shortenedNotice());
    }
    if (!command.java()) {
      environment.putAll(zenohSession(dataflow, node, environment));
    }
    environment.putAll(NodeEnvironment.ofDaemon(settings));

    if (command.announcement() != null) {
      notices.accept(new SpawnNotice(SpawnNotice.Log.NODE_INFO, command.announcement()));
    }
    return new PreparedNode(
        config, process(command, environment, directory, node), command.java(), all);
  }

  /** Returns what a node's program may see before the daemon adds its own words. */
  private Map<String, String> environment(
      DataflowContext dataflow, NodeDescriptor node, Consumer<SpawnNotice> notices) {
    Map<String, String> environment =
        new LinkedHashMap<>(NodeEnvironment.inherited(settings.environment()));
    environment.putAll(
        NodeEnvironment.permitted(
            dataflow.descriptor().environmentOf(node), settings.isOfRun() ? _ -> {} : notices));
    if (dataflow.resolved(node).kind() instanceof ResolvedNode.Kind.Program program) {
      environment.putAll(program.bridgeEnv());
    }
    return dataflow.launching(node) instanceof Launching.ManagedUv(ManagedPython python)
        ? python.apply(environment)
        : environment;
  }

  private ProcessSpec process(
      NodeCommand command, Map<String, String> environment, Path directory, NodeDescriptor node) {
    ProcessResources resources = NodeResources.of(node, environment);
    List<String> argv =
        command.java() && resources.memory() != null
            ? JavaLauncher.withinMemory(resources.memory(), command.argv(), environment)
            : command.argv();
    return ProcessSpec.of(argv, environment, directory)
        .withResources(resources)
        .withDieWithParent(settings.runParentPid() != null)
        .withKillRestOfGroup(true);
  }

  private Map<String, String> zenohSession(
      DataflowContext dataflow, NodeDescriptor node, Map<String, String> environment) {
    try {
      return directPaths.variables(
          dataflow.id(), dataflow.routes(), dataflow.peering(), node, environment);
    } catch (IOException e) {
      throw new PrepareException("found no free loopback port for the node's Zenoh listener", e);
    }
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
}
