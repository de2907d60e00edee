package org.dora.coordinator.daemons;

/** How a daemon's connection stands; drawn in docs/architecture.md. Confined to the conductor. */
sealed interface Standing {
  /** It has not registered, or was refused; it may try again. */
  record Unknown() implements Standing {}

  /** It takes part as long as it gives signs of life. */
  record Registered(ConnectedDaemon daemon) implements Standing {}

  /** It has left, was silent for too long, or has connected anew: what it still says is late. */
  record Gone() implements Standing {}
}
