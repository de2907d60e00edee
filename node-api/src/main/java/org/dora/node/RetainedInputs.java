package org.dora.node;

import java.lang.ref.Cleaner;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The safety net under {@link Event.Input#retain()}: reports inputs that were dropped without being
 * closed, and gives their memory back where nothing can still look at it.
 */
final class RetainedInputs {
  private static final Logger log = LoggerFactory.getLogger(RetainedInputs.class);
  private static final Cleaner CLEANER = Cleaner.create();
  private static final boolean TRACE = "trace".equals(System.getenv("DORA_JVM_LEAKS"));
  private static final AtomicBoolean reported = new AtomicBoolean();

  private RetainedInputs() {}

  static Lease watch(Event.Input input, String id, Payload payload) {
    boolean traced = TRACE || Simulation.current() != null;
    Lease lease = new Lease(id, payload, traced ? new Throwable("input retained here") : null);
    lease.cleanable = CLEANER.register(input, lease::unreachable);
    return lease;
  }

  /** Outlives its input, so it must not refer to it. */
  static final class Lease {
    private final String id;
    private final Payload payload;
    private final @Nullable Throwable place;
    private volatile boolean handedOut;
    private volatile boolean closed;
    private Cleaner.@Nullable Cleanable cleanable;

    private Lease(String id, Payload payload, @Nullable Throwable place) {
      this.id = id;
      this.payload = payload;
      this.place = place;
    }

    /** A vector or segment was given to the user, who may hold it without the input. */
    void handedOut() {
      handedOut = true;
    }

    /** The input was closed and releases its payload itself. */
    void close() {
      closed = true;
      if (cleanable != null) {
        cleanable.clean();
      }
    }

    /** Returns where the input was retained, if that is known. */
    Optional<Throwable> place() {
      return Optional.ofNullable(place);
    }

    private void unreachable() {
      if (closed) {
        return;
      }
      if (place != null) {
        log.warn("a retained message on input `{}` was never closed", id, place);
      } else if (reported.compareAndSet(false, true)) {
        log.warn(
            "a retained message on input `{}` was never closed; set DORA_JVM_LEAKS=trace to be told"
                + " of all and where they were retained",
            id);
      }
      if (!handedOut) {
        payload.release();
      }
    }
  }
}
