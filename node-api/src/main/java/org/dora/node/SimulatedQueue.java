package org.dora.node;

import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/** Has a {@link SimulatedDaemon} let time pass instead of waiting. */
final class SimulatedQueue extends EventQueue {
  private final SimulatedDaemon daemon;

  SimulatedQueue(EventScheduler scheduler, SimulatedDaemon daemon) {
    super(scheduler);
    this.daemon = daemon;
  }

  @Override
  public void add(DataId id, ReceivedInput input) {
    daemon.deliver(input);
    super.add(id, input);
  }

  @Override
  @Nullable Event take(long nanos) throws InterruptedException {
    if (!hasEvents() && nanos <= 0) {
      daemon.look();
    }
    return super.take(nanos);
  }

  @Override
  ReceivedInput await(Correlation wanted, long nanos) throws InterruptedException {
    while (nanos <= 0 && daemon.bringDue()) {
      // an answer may be among all that is due
    }
    return super.await(wanted, nanos);
  }

  @Override
  boolean hasEvents() {
    return super.hasEvents() || daemon.bringDue();
  }

  @Override
  long pass(long nanos) {
    return daemon.pass(nanos);
  }

  @Override
  long nanoTime() {
    return daemon.now().toNanos();
  }
}
