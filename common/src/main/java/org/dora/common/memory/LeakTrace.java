package org.dora.common.memory;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports payloads that became unreachable without a release, with the place that allocated them.
 *
 * <p>It costs a stack trace per payload, so it is on only with {@code DORA_JVM_LEAKS=trace}. A
 * payload is reported once; its memory stays taken, since slices of it may still be in use.
 */
final class LeakTrace {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Consumer<Leak> report;

  /**
   * @param report called once per leak, on a thread of the JVM's own
   */
  LeakTrace(Consumer<Leak> report) {
    this.report = report;
  }

  /** Returns a trace into the log if the environment asks for it, else null. */
  static @Nullable LeakTrace ofEnvironment() {
    return "trace".equals(System.getenv("DORA_JVM_LEAKS")) ? new LeakTrace(LeakTrace::log) : null;
  }

  Payload payload(MemorySegment bytes, Runnable giveBack) {
    Watch watch = new Watch(giveBack, new Leak(bytes.byteSize()), report);
    Payload payload = new Payload(bytes, watch::release);
    CLEANER.register(payload, watch::unreachable);
    return payload;
  }

  private static void log(Leak leak) {
    System.getLogger(LeakTrace.class.getName())
        .log(System.Logger.Level.WARNING, leak.getMessage(), leak);
  }

  /** What was lost; its stack trace is that of the allocation. */
  static final class Leak extends Throwable {
    private static final long serialVersionUID = 1L;

    Leak(long bytes) {
      super("a payload of " + bytes + " bytes was never released; it was allocated here:");
    }
  }

  /** Outlives its payload, so it must not refer to it. */
  private static final class Watch {
    private final Runnable giveBack;
    private final Leak leak;
    private final Consumer<Leak> report;
    private volatile boolean released;

    Watch(Runnable giveBack, Leak leak, Consumer<Leak> report) {
      this.giveBack = giveBack;
      this.leak = leak;
      this.report = report;
    }

    void release() {
      released = true;
      giveBack.run();
    }

    void unreachable() {
      if (!released) {
        report.accept(leak);
      }
    }
  }
}
