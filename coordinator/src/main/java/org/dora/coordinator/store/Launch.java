package org.dora.coordinator.store;

import java.util.UUID;
import org.dora.common.descriptor.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * What a dataflow is started with, and started with again.
 *
 * @param buildId of the build that its nodes come from
 * @param sessionId of the CLI's session file
 * @param descriptor flat, as it runs now
 * @param localWorkingDir folder of the dataflow, if the daemons can see it
 * @param uv whether Python commands go through {@code uv}
 * @param writeEventsTo folder in which nodes record their events
 */
public record Launch(
    @Nullable UUID buildId,
    UUID sessionId,
    Descriptor descriptor,
    @Nullable String localWorkingDir,
    boolean uv,
    @Nullable String writeEventsTo) {

  /** Returns the same with another descriptor. */
  public Launch with(Descriptor changed) {
    return new Launch(buildId, sessionId, changed, localWorkingDir, uv, writeEventsTo);
  }
}
