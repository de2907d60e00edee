package org.dora.coordinator.dataflow;

import java.net.InetAddress;
import org.dora.common.id.DaemonId;
import org.jspecify.annotations.Nullable;

/**
 * What one daemon runs of a dataflow, and how far it has come. It stays the same part when the
 * daemon comes back under another id.
 */
final class Part {
  private DaemonId daemon;
  private boolean begun;
  private boolean spawned;
  private boolean ready;
  private boolean respawned;
  private @Nullable String absence;
  private @Nullable InetAddress address;
  private @Nullable Long lastAttempt;
  private @Nullable Long acknowledged;

  /** A part that its daemon is to start. */
  Part(DaemonId daemon) {
    this.daemon = daemon;
    this.acknowledged = 0L;
  }

  /** A part that an earlier coordinator has started; nobody knows what has become of it. */
  static Part unknown(DaemonId daemon) {
    Part part = new Part(daemon);
    part.begun = true;
    part.spawned = true;
    part.lost("daemon `" + daemon + "` has not come back", null);
    part.acknowledged = null;
    return part;
  }

  DaemonId daemon() {
    return daemon;
  }

  void belongsTo(DaemonId successor) {
    daemon = successor;
  }

  /** Whether its daemon has said that it starts the nodes. */
  boolean hasBegun() {
    return begun;
  }

  void begun() {
    begun = true;
  }

  boolean isSpawned() {
    return spawned;
  }

  void spawned() {
    spawned = true;
  }

  boolean isReady() {
    return ready;
  }

  void ready() {
    ready = true;
  }

  /**
   * The nodes do not run, as far as anybody knows. Others wait no longer for them: whether they
   * were ready may have been said into a connection that was gone.
   *
   * @param address from which the daemon came, if that is known
   */
  void lost(String reason, @Nullable InetAddress address) {
    absence = reason;
    this.address = address == null ? this.address : address;
    ready = true;
  }

  /** The nodes run. */
  void back() {
    absence = null;
  }

  boolean isAbsent() {
    return absence != null;
  }

  /** Returns why the nodes do not run; null if they do. */
  @Nullable String absence() {
    return absence;
  }

  /** Whether a daemon at that address may be the one that was lost, as far as is known. */
  boolean mayHaveBeenAt(InetAddress other) {
    return address == null || address.equals(other);
  }

  /** Returns when its nodes were last started again; null if its daemon has kept them since. */
  @Nullable Long lastAttempt() {
    return lastAttempt;
  }

  /** Its nodes are started again, which makes others that claim to be them impostors. */
  void attempted(long time) {
    lastAttempt = time;
    respawned = true;
    back();
  }

  /** The daemon says itself that the nodes run. */
  void confirmed() {
    lastAttempt = null;
    spawned = true;
    back();
  }

  boolean isRespawned() {
    return respawned;
  }

  /** Returns up to which change its nodes have their parameters; null if they may have none. */
  @Nullable Long acknowledged() {
    return acknowledged;
  }

  void acknowledge(@Nullable Long sequence) {
    acknowledged = sequence;
  }
}
