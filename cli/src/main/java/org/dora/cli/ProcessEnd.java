package org.dora.cli;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.jfr.FlightRecorder;

/**
 * Ends this process in a millisecond, where {@link System#exit} takes a third of a second: the JVM
 * gives every thread inside a native call 300 ms to come out of it, and the thread that waits on
 * behalf of virtual threads never does.
 */
public final class ProcessEnd {
  private static final Queue<Runnable> LAST_ACTIONS = new ConcurrentLinkedQueue<>();

  private ProcessEnd() {}

  /**
   * Has something done at the end of this process, whether by {@link #exit} or by a signal.
   *
   * @param action is run once
   */
  public static void before(Runnable action) {
    if (LAST_ACTIONS.isEmpty()) {
      Runtime.getRuntime().addShutdownHook(new Thread(ProcessEnd::runActions, "dora-end"));
    }
    LAST_ACTIONS.add(action);
  }

  /**
   * Ends this process. Of shutdown hooks only the actions of {@link #before} are run, except where
   * a flight recording waits to be written, and where the C library cannot be called.
   */
  static void exit(int code) {
    Optional<MethodHandle> exit = FlightRecorder.isInitialized() ? Optional.empty() : nativeExit();
    if (exit.isPresent()) {
      runActions();
      System.out.flush();
      System.err.flush();
      try {
        exit.get().invokeExact(code);
      } catch (Throwable e) {
        throw new IllegalStateException("_exit does not throw", e);
      }
    }
    System.exit(code);
  }

  private static void runActions() {
    for (Runnable action; (action = LAST_ACTIONS.poll()) != null; ) {
      action.run();
    }
  }

  @SuppressWarnings("restricted") // binding a C function
  private static Optional<MethodHandle> nativeExit() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> symbol = linker.defaultLookup().find("_exit");
    return symbol.map(it -> linker.downcallHandle(it, FunctionDescriptor.ofVoid(JAVA_INT)));
  }
}
