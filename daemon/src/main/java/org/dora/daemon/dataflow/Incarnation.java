package org.dora.daemon.dataflow;

import java.util.HashSet;
import java.util.Set;
import org.dora.common.id.NodeId;
import org.dora.daemon.connection.ConnectionOwner;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.process.ChildProcess;
import org.dora.daemon.process.Signals;
import org.jspecify.annotations.Nullable;

/**
 * One life of a node: from the start of a process to its exit, with everything that ends with it. A
 * connection belongs to the incarnation in which it registered, so that what a dying process still
 * sends cannot be taken for words of its successor.
 */
final class Incarnation implements ConnectionOwner {

  /** How far the daemon has gone to end the process. */
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

  final DataflowNode node;

  /** Number of this life among all lives of all nodes of the dataflow. */
  final int generation;

  /** When it began, by the conductor's clock. */
  final long startedAt;

  /** Connections over which the process may still send something. */
  final Set<NodeConnection> connections = new HashSet<>();

  /** Events of the present subscription. */
  @Nullable NodeEventQueue events;

  @Nullable ChildProcess process;

  /** How the process ended, from its exit until the end of this life is complete. */
  @Nullable NodeExit exit;

  /** The node that is to blame for this one's failure. */
  @Nullable NodeId cascadingFrom;

  /** When the node was told that nothing will come any more, by the conductor's clock. */
  @Nullable Long allInputsClosedAt;

  /** Whether it has subscribed, perhaps without being subscribed still. */
  boolean subscribed;

  /** Whether another life follows this one because somebody asked for it. */
  boolean restartRequested;

  /** Whether it was killed because it did not subscribe in time. */
  boolean startupTimedOut;

  /** Whether it was killed by the health check, for whatever reason. */
  boolean unhealthy;

  /** Whether it was told to stop because all others had finished long ago. */
  boolean straggler;

  private boolean killWhenStarted;

  /** When a connection ended last; what came over it counts no more, but its end does. */
  private long lastDisconnect;

  private long forgiven;
  private long forgivenSince;

  Ending ending = Ending.NONE;

  Incarnation(DataflowNode node, int generation, long startedAt) {
    this.node = node;
    this.generation = generation;
    this.startedAt = startedAt;
    this.lastDisconnect = startedAt;
  }

  /** Returns whether this is the node's present life, or its last one. */
  boolean isCurrent() {
    return !node.departed && node.incarnation() == this;
  }

  /** Returns when the process was last heard of, by the conductor's clock. */
  long lastActivity() {
    long last = lastDisconnect;
    for (NodeConnection connection : connections) {
      if (connection.lastActivity() - last > 0) {
        last = connection.lastActivity();
      }
    }
    return last;
  }

  /** A connection has ended. */
  void disconnected(NodeConnection connection, long now) {
    if (connections.remove(connection)) {
      lastDisconnect = now;
    }
  }

  /** Lets a time of silence pass for which the process is not to blame. */
  void forgive(long nanos) {
    long activity = lastActivity();
    forgiven = activity == forgivenSince ? forgiven + nanos : nanos;
    forgivenSince = activity;
  }

  /** Returns how much of the present silence is forgiven, in nanoseconds. */
  long forgiven() {
    return forgiven;
  }

  /** Returns whether the process waits for something that the daemon owes it. */
  boolean waitsForDaemon() {
    return connections.stream().anyMatch(NodeConnection::isWaitingForUs);
  }

  /** Ends the event stream at once. */
  void dropEvents() {
    if (events != null) {
      node.drops.addAll(events.load());
      events.discard();
      events = null;
    }
  }

  /** Asks the process's group to end. */
  void terminate() {
    if (process != null && process.signalGroup(Signals.TERMINATE)) {
      ending = Ending.TERMINATED;
    }
  }

  /**
   * Kills the process's group at once because it did not end when told to.
   *
   * @return whether there was anything to kill
   */
  boolean kill() {
    if (process == null) {
      killWhenStarted = exit == null;
      return false;
    }
    boolean killed = process.signalGroup(Signals.KILL);
    if (killed) {
      ending = Ending.KILLED;
    }
    return killed;
  }

  /** Kills a process that was to be killed before it ran. */
  void killIfLate() {
    if (killWhenStarted) {
      kill();
    }
  }
}
