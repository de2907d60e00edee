package org.dora.daemon.metrics;

import java.util.OptionalLong;

/**
 * What a tree of processes takes of the machine. Rates are since the last sample, so the first one
 * of a process has none.
 *
 * @param cpuPercent of one core, so that two busy threads make 200
 * @param memoryBytes resident memory; what processes share is counted in each
 * @param diskReadBytes fetched from disks per second, empty if unknown
 * @param diskWriteBytes sent to disks per second, empty if unknown
 */
public record ResourceUsage(
    double cpuPercent, long memoryBytes, OptionalLong diskReadBytes, OptionalLong diskWriteBytes) {
  /** Nothing. */
  public static final ResourceUsage NONE =
      new ResourceUsage(0, 0, OptionalLong.empty(), OptionalLong.empty());
}
