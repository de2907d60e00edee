package org.dora.daemon.spawn;

import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.dora.common.config.DaemonCommunication;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeRunConfig;
import org.dora.common.descriptor.Deploy;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorWriter;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodeProgram;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.NodeId;
import org.dora.common.session.LocalBuild;
import org.dora.daemon.direct.PeeringPlan;
import org.dora.daemon.direct.RoutePlan;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of one dataflow share when they are prepared: its id, its descriptor - serialised
 * once -, its folder, and how they reach each other. Safe for use by any thread.
 */
public final class DataflowContext {
  private final UUID id;
  private final Descriptor descriptor;
  private final ResolvedDataflow resolved;
  private final String descriptorJson;
  private final Path directory;
  private final boolean obeysDeploy;
  private final LocalBuild build;
  private final boolean uv;
  private final PeeringPlan peering;
  private @Nullable Path eventsFolder;

  /**
   * @param id of this run of the dataflow
   * @param descriptor the whole dataflow, also nodes that run elsewhere
   * @param directory base of relative paths and of working directories
   * @param obeysDeploy whether {@code deploy.working_dir} counts; {@code dora run} ignores it
   */
  public DataflowContext(UUID id, Descriptor descriptor, Path directory, boolean obeysDeploy) {
    this(id, descriptor, directory, obeysDeploy, LocalBuild.NONE, false);
  }

  /**
   * @param id of this run of the dataflow
   * @param descriptor the whole dataflow, also nodes that run elsewhere
   * @param directory base of relative paths and of working directories
   * @param obeysDeploy whether {@code deploy.working_dir} counts; {@code dora run} ignores it
   * @param build where nodes were built, and thus run
   * @param uv whether nodes are run by uv
   */
  public DataflowContext(
      UUID id,
      Descriptor descriptor,
      Path directory,
      boolean obeysDeploy,
      LocalBuild build,
      boolean uv) {
    this.id = id;
    this.descriptor = descriptor;
    this.resolved = ResolvedDataflow.of(descriptor);
    this.peering = new PeeringPlan(RoutePlan.of(resolved, descriptor.debugInspection()));
    this.descriptorJson = DescriptorWriter.json(descriptor, false);
    this.directory = directory.toAbsolutePath();
    this.obeysDeploy = obeysDeploy;
    this.build = build;
    this.uv = uv;
  }

  /** The same dataflow, changed while it runs. */
  private DataflowContext(
      DataflowContext before, List<NodeDescriptor> nodes, Set<NodeId> newcomers, boolean uv) {
    this.id = before.id;
    this.descriptor = before.descriptor.withNodes(nodes);
    this.resolved = ResolvedDataflow.of(descriptor);
    this.peering = before.peering.changed(resolved, newcomers);
    this.descriptorJson = DescriptorWriter.json(descriptor, false);
    this.directory = before.directory;
    this.obeysDeploy = before.obeysDeploy;
    this.build = before.build;
    this.uv = uv;
    this.eventsFolder = before.eventsFolder;
  }

  /** Returns this dataflow with one node more, or with another one of the same id. */
  public DataflowContext with(NodeDescriptor node, boolean byUv) {
    List<NodeDescriptor> nodes = new ArrayList<>(descriptor.nodes());
    nodes.removeIf(each -> each.id().equals(node.id()));
    nodes.add(node);
    return new DataflowContext(this, nodes, Set.of(node.id()), byUv);
  }

  /** Returns this dataflow with one node less. */
  public DataflowContext without(NodeId node) {
    List<NodeDescriptor> nodes = new ArrayList<>(descriptor.nodes());
    nodes.removeIf(each -> each.id().equals(node));
    return new DataflowContext(this, nodes, Set.of(), uv);
  }

  /** Returns the id of this run. */
  public UUID id() {
    return id;
  }

  /** Returns whether nodes are run by uv. */
  public boolean usesUv() {
    return uv;
  }

  /**
   * Has the nodes record their events; to be called before they are prepared.
   *
   * @param folder gets a file from each node
   */
  public void recordEventsIn(Path folder) {
    eventsFolder = folder.toAbsolutePath();
  }

  /** Returns the whole dataflow. */
  public Descriptor descriptor() {
    return descriptor;
  }

  /** Returns the nodes as they are started. */
  public ResolvedDataflow resolved() {
    return resolved;
  }

  /** Returns one of the nodes as it is started. */
  ResolvedNode resolved(NodeDescriptor node) {
    return resolved.node(node.id()).orElseThrow();
  }

  /** Returns the dataflow's own folder on this machine. */
  public Path directory() {
    return directory;
  }

  /**
   * Returns the folder that a node works in, which may not exist yet (dataflow.md section 7).
   *
   * @throws PrepareException if {@code deploy.working_dir} is no path
   */
  public Path workingDirectory(NodeDescriptor node) {
    Path built = build.nodeWorkingDirs().get(node.id());
    if (built != null) {
      return built;
    }
    Deploy deploy = node.deploy();
    if (!obeysDeploy || deploy == null || deploy.workingDir() == null) {
      return directory;
    }
    try {
      return directory.resolve(deploy.workingDir());
    } catch (InvalidPathException e) {
      throw new PrepareException("cannot use the `working_dir` of node `" + node.id() + "`", e);
    }
  }

  /**
   * Returns what a node is told at its first start.
   *
   * @param listener where the daemon listens for this node
   */
  public NodeConfig configOf(NodeDescriptor node, InetSocketAddress listener) {
    return new NodeConfig(
        id,
        node.id(),
        NodeRunConfig.of(resolved(node)),
        new DaemonCommunication.Tcp(listener),
        descriptorJson,
        node.program().isDynamic(),
        eventsFile(node),
        0,
        routes().routesOf(node.id()));
  }

  private @Nullable String eventsFile(NodeDescriptor node) {
    return eventsFolder == null
        ? null
        : eventsFolder.resolve("inputs-" + node.id() + ".json").toString();
  }

  /** Returns how a node's program is started. */
  Launching launching(NodeDescriptor node) {
    if (!uv) {
      return new Launching.Plain();
    }
    Path python = build.pythonEnvDirs().get(node.id());
    return python == null ? new Launching.Uv() : new Launching.ManagedUv(new ManagedPython(python));
  }

  /**
   * Returns a node's program, as an absolute path if it may only be found in a package of the hub.
   *
   * @throws PrepareException if it is not there
   */
  NodeProgram confined(NodeDescriptor node, NodeProgram program, Path directory) {
    return build.confinedNodes().contains(node.id())
        ? ConfinedProgram.of(program, directory, build.pythonEnvDirs().get(node.id()))
        : program;
  }

  /** Returns which way the outputs of the nodes take. */
  public RoutePlan routes() {
    return peering.routes();
  }

  /** Returns which nodes dial which. */
  public PeeringPlan peering() {
    return peering;
  }
}
