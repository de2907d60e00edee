package org.dora.daemon.spawn;

/** How programs are started (dataflow.md sections 5.1 and 8.3). */
sealed interface Launching {
  /** As they are; Python files with the interpreter of this machine. */
  record Plain() implements Launching {}

  /** By {@code uv run}. */
  record Uv() implements Launching {}

  /** By {@code uv run}, but Python files with the environment that the node's build made. */
  record ManagedUv(ManagedPython python) implements Launching {}
}
