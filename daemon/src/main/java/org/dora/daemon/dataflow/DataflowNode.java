package org.dora.daemon.dataflow;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.connection.NodeListener;
import org.dora.daemon.log.NodeLog;
import org.dora.daemon.process.ChildProcess;
import org.jspecify.annotations.Nullable;

/** What the conductor knows of one node of a running dataflow. */
final class DataflowNode {

  /** How far the daemon has gone to end the node. */
  enum Ending {
    /** Not at all. */
    NONE,
    /** It was told to stop. */
    TOLD,
    /** It was sent SIGTERM. */
    TERMINATED,
    /** It was sent SIGKILL. */
    KILLED
  }

  final NodeDescriptor descriptor;
  final NodeLog log;

  /** Inputs from which something may still come; timers and logs never close. */
  final SortedSet<DataId> openInputs;

  /** Inputs fed by other nodes that are still open. */
  final SortedSet<DataId> openDataInputs = new TreeSet<>();

  /** Whether there was any input fed by another node. */
  final boolean readsNodes;

  final SortedSet<DataId> openOutputs;

  /** Connections over which the node may still send something. */
  final Set<NodeConnection> connections = new HashSet<>();

  /** The port for the node, once there is one. */
  @Nullable NodeListener listener;

  /** Events of the present subscription. */
  @Nullable NodeEventQueue events;

  @Nullable ChildProcess process;

  /** How the process ended, from its exit until the node's end is complete. */
  @Nullable NodeExit exit;

  /** The node that is to blame for this one's failure. */
  @Nullable NodeId cascadingFrom;

  /** How the node ended, once it has. */
  @Nullable NodeResult result;

  boolean toldAllInputsClosed;
  boolean warnedOfUnknownOutput;
  Ending ending = Ending.NONE;

  DataflowNode(NodeDescriptor descriptor, NodeLog log) {
    this.descriptor = descriptor;
    this.log = log;
    openInputs = new TreeSet<>(descriptor.ports().inputs().keySet());
    openOutputs = new TreeSet<>(descriptor.ports().outputs());
    descriptor.ports().inputs().entrySet().stream()
        .filter(entry -> isUserInput(entry.getValue()))
        .forEach(entry -> openDataInputs.add(entry.getKey()));
    readsNodes = !openDataInputs.isEmpty();
  }

  private static boolean isUserInput(InputDescriptor input) {
    return input.source() instanceof InputMapping.User;
  }

  NodeId id() {
    return descriptor.id();
  }

  /**
   * Returns whether the node had inputs and nothing will come any more.
   *
   * @param timersCount whether an open timer or log input counts as open
   */
  boolean isDrained(boolean timersCount) {
    if (timersCount) {
      return !descriptor.ports().inputs().isEmpty() && openInputs.isEmpty();
    }
    return readsNodes && openDataInputs.isEmpty();
  }

  /** Ends the event stream at once. */
  void dropEvents() {
    if (events != null) {
      events.discard();
      events = null;
    }
  }

  void closeListener() {
    if (listener != null) {
      listener.close();
    }
  }

  void closeStalledConnections() {
    if (listener != null) {
      listener.closeStalled();
    }
  }
}
