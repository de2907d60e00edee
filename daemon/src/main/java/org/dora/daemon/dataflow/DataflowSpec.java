package org.dora.daemon.dataflow;

import java.util.UUID;
import org.dora.common.descriptor.Descriptor;
import org.dora.daemon.spawn.DataflowContext;

/**
 * What to run.
 *
 * @param id of this run
 * @param context the checked descriptor and where it runs
 */
public record DataflowSpec(UUID id, DataflowContext context) {
  /** Returns the dataflow's descriptor. */
  public Descriptor descriptor() {
    return context.descriptor();
  }
}
