package org.dora.daemon.spawn;

import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.config.DaemonCommunication;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeRunConfig;
import org.dora.common.config.OutputRouting;
import org.dora.common.descriptor.Deploy;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorWriter;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodeProgram;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.session.LocalBuild;

/**
 * What the nodes of one dataflow share when they are prepared: its id, its descriptor - serialised
 * once -, its folder, and the ports that are taken. Safe for use by any thread.
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
  private final ZenohPorts zenohPorts;

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
    this(id, descriptor, directory, obeysDeploy, build, uv, new ZenohPorts());
  }

  private DataflowContext(
      UUID id,
      Descriptor descriptor,
      Path directory,
      boolean obeysDeploy,
      LocalBuild build,
      boolean uv,
      ZenohPorts zenohPorts) {
    this.id = id;
    this.descriptor = descriptor;
    this.resolved = ResolvedDataflow.of(descriptor);
    this.descriptorJson = DescriptorWriter.json(descriptor, false);
    this.directory = directory.toAbsolutePath();
    this.obeysDeploy = obeysDeploy;
    this.build = build;
    this.uv = uv;
    this.zenohPorts = zenohPorts;
  }

  /** Returns this dataflow with one node more, or with another one of the same id. */
  public DataflowContext with(NodeDescriptor node, boolean byUv) {
    List<NodeDescriptor> nodes = new ArrayList<>(descriptor.nodes());
    nodes.removeIf(each -> each.id().equals(node.id()));
    nodes.add(node);
    return with(nodes, byUv);
  }

  /** Returns this dataflow with one node less. */
  public DataflowContext without(NodeId node) {
    List<NodeDescriptor> nodes = new ArrayList<>(descriptor.nodes());
    nodes.removeIf(each -> each.id().equals(node));
    return with(nodes, uv);
  }

  private DataflowContext with(List<NodeDescriptor> nodes, boolean byUv) {
    return new DataflowContext(
        id, descriptor.withNodes(nodes), directory, obeysDeploy, build, byUv, zenohPorts);
  }

  /** Returns the id of this run. */
  public UUID id() {
    return id;
  }

  /** Returns whether nodes are run by uv. */
  public boolean usesUv() {
    return uv;
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
   * Returns what a node is told at its first start. All its outputs go through the daemon.
   *
   * @param listener where the daemon listens for this node
   */
  public NodeConfig configOf(NodeDescriptor node, InetSocketAddress listener) {
    SortedMap<DataId, OutputRouting> routing = new TreeMap<>();
    resolved(node).outputs().forEach(output -> routing.put(output, OutputRouting.DAEMON_ONLY));
    return new NodeConfig(
        id,
        node.id(),
        NodeRunConfig.of(resolved(node)),
        new DaemonCommunication.Tcp(listener),
        descriptorJson,
        node.program().isDynamic(),
        null,
        0,
        routing);
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

  ZenohPorts zenohPorts() {
    return zenohPorts;
  }
}
