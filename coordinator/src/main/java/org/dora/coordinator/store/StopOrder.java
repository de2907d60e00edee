package org.dora.coordinator.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a dataflow was told to stop, for daemons that are told later.
 *
 * @param grace until nodes are signalled; null for the daemons' own
 * @param force whether to kill them at once
 */
public record StopOrder(@Nullable Duration grace, boolean force) {
  /** Gracefully, by the daemons' own measure. */
  public static final StopOrder USUAL = new StopOrder(null, false);

  @Override
  public String toString() {
    return force ? "stopped by force" : "stopped" + (grace == null ? "" : " within " + grace);
  }
}
