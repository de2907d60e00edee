package org.dora.common.descriptor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of time and resources for a node; null leaves the daemon's default.
 *
 * @param healthCheckTimeout longest silence of a connected node
 * @param startupTimeout longest time until it connects
 * @param finishGrace how long it may run on after its inputs have closed
 * @param sharedMemoryPoolSize size of its shared-memory pool
 * @param cpuAffinity cores that it may run on
 */
public record NodeLimits(
    @Nullable Seconds healthCheckTimeout,
    @Nullable Seconds startupTimeout,
    @Nullable Seconds finishGrace,
    @Nullable ByteSize sharedMemoryPoolSize,
    @Nullable List<Long> cpuAffinity) {
  public NodeLimits {
    cpuAffinity = cpuAffinity == null ? null : List.copyOf(cpuAffinity);
  }
}
