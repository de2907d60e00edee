package org.dora.node;

import org.jspecify.annotations.Nullable;

/**
 * Knows which test a thread runs a node for; apart from the test's daemon, which few nodes load.
 */
final class Simulation {
  static final ScopedValue<SimulatedDaemon> CURRENT = ScopedValue.newInstance();

  private Simulation() {}

  /** Returns what plays the daemon to this thread, or null outside of tests. */
  static @Nullable SimulatedDaemon current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }
}
