package org.dora.daemon.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;

/**
 * The system calls of this package that report through {@code errno}. Each returns what the system
 * returned, or {@code -errno} if it failed. Calls that may block are refused on virtual threads,
 * whose carrier they would hold.
 */
@SuppressWarnings("restricted") // binding C functions is what this class is for
final class NativePosix {
  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int ENOEXEC = 8;
  static final int ECHILD = 10;
  static final int EACCES = 13;
  static final int ENOTDIR = 20;
  static final int EINVAL = 22;

  static final int CPU_SET_BYTES = 128;

  static final int SCHED_OTHER = 0;
  static final int SCHED_FIFO = 1;

  private static final Platform PLATFORM = Platform.current();
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBC = LINKER.defaultLookup();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MemoryLayout CAPTURE = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET =
      CAPTURE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private static final int P_ALL = 0;
  private static final int P_PID = 1;
  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int SIGINFO_BYTES = 128;
  private static final int SCHED_PARAM_BYTES = 64;
  private static final int MCL_CURRENT = 1;
  private static final int MCL_FUTURE = 2;
  private static final int F_SETFD = 2;
  private static final int FD_CLOEXEC = 1;

  private static final MethodHandle READ =
      bind("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle CLOSE = bind("close", ints(1));
  private static final MethodHandle KILL = bind("kill", ints(2));
  private static final MethodHandle FCNTL =
      LINKER.downcallHandle(
          LIBC.findOrThrow("fcntl"), ints(3), ERRNO, Linker.Option.firstVariadicArg(2));
  private static final MethodHandle WAITID =
      bind("waitid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle WAIT4 =
      bind("wait4", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
  private static final MethodHandle PIPE = bind("pipe", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  private static final Optional<MethodHandle> PIPE2 =
      bindIfPresent("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final FunctionDescriptor AFFINITY =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
  private static final Optional<MethodHandle> SET_AFFINITY =
      bindIfPresent("sched_setaffinity", AFFINITY);
  private static final Optional<MethodHandle> GET_AFFINITY =
      bindIfPresent("sched_getaffinity", AFFINITY);
  private static final MethodHandle SIGNAL =
      bind("signal", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
  private static final MethodHandle STRERROR =
      LINKER.downcallHandle(LIBC.findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private NativePosix() {}

  /**
   * A pipe; both ends close on exec.
   *
   * @param readEnd the descriptor to read from
   * @param writeEnd the descriptor to write to
   */
  record Pipe(int readEnd, int writeEnd) {}

  /** Makes a pipe, or throws with the system's reason (usually: too many open files). */
  static Pipe pipe() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURE);
      MemorySegment ends = arena.allocate(JAVA_INT, 2);
      int result =
          PIPE2.isPresent()
              ? (int) PIPE2.get().invokeExact(errno, ends, PLATFORM.openCloseOnExec())
              : (int) PIPE.invokeExact(errno, ends);
      if (result != 0) {
        throw new ProcessException("cannot make a pipe: " + errorText(errnoOf(errno)));
      }
      Pipe pipe = new Pipe(ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1));
      if (PIPE2.isEmpty()) {
        closeOnExec(pipe.readEnd());
        closeOnExec(pipe.writeEnd());
      }
      return pipe;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Reads what is there, waiting for at least one byte; 0 is the end of the stream. */
  static int read(int descriptor, MemorySegment buffer) {
    refuseVirtualThread();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURE);
      long count = (long) READ.invokeExact(errno, descriptor, buffer, buffer.byteSize());
      return count >= 0 ? (int) count : -errnoOf(errno);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int close(int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURE);
      return result((int) CLOSE.invokeExact(errno, descriptor), errno);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int closeOnExec(int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURE);
      return result((int) FCNTL.invokeExact(errno, descriptor, F_SETFD, FD_CLOEXEC), errno);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Signals a process, or with a negative {@code pid} the group of that number. */
  static int kill(int pid, int signal) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURE);
      return result((int) KILL.invokeExact(errno, pid, signal), errno);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Waits until some child of this JVM has ended and returns its pid without reaping it. */
  static int awaitAnyExit() {
    refuseVirtualThread();
    return waitid(P_ALL, 0, WEXITED | PLATFORM.waitNoReap());
  }

  /** Returns {@code pid} if that child has ended, 0 if it runs; does not reap it. */
  static int peekExit(int pid) {
    return waitid(P_PID, pid, WEXITED | PLATFORM.waitNoReap() | WNOHANG);
  }

  private static int waitid(int idType, int id, int options) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURE);
      MemorySegment info = arena.allocate(SIGINFO_BYTES, Long.BYTES);
      int result = (int) WAITID.invokeExact(errno, idType, id, info, options);
      return result == 0 ? info.get(JAVA_INT, PLATFORM.siginfoPidOffset()) : -errnoOf(errno);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Reaps the child {@code pid}, which must have ended; Unknown if somebody else has reaped it. */
  static ExitStatus reap(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURE);
      MemorySegment status = arena.allocate(JAVA_INT);
      int result = (int) WAIT4.invokeExact(errno, pid, status, WNOHANG, MemorySegment.NULL);
      return result == pid
          ? ExitStatus.ofWaitStatus(status.get(JAVA_INT, 0))
          : new ExitStatus.Unknown();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Resets SIGCHLD: were it ignored, as a parent may have left it, no child could be waited for.
   */
  static void restoreChildSignal() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment defaultAction = MemorySegment.NULL;
      MemorySegment _ =
          (MemorySegment)
              SIGNAL.invokeExact(arena.allocate(CAPTURE), PLATFORM.childSignal(), defaultAction);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Returns whether threads can be bound to cores here. */
  static boolean hasAffinity() {
    return SET_AFFINITY.isPresent() && GET_AFFINITY.isPresent();
  }

  /** Reads the calling thread's cores into {@code mask}, a bit for each. */
  static int getAffinity(MemorySegment mask) {
    return affinity(GET_AFFINITY.orElseThrow(), mask);
  }

  /** Binds the calling thread to the cores of {@code mask}. */
  static int setAffinity(MemorySegment mask) {
    return affinity(SET_AFFINITY.orElseThrow(), mask);
  }

  private static int affinity(MethodHandle function, MemorySegment mask) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURE);
      return result((int) function.invokeExact(errno, 0, mask.byteSize(), mask), errno);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** What few processes call, bound when the first does. */
  private static final class RealTimeCalls {
    private static final Optional<MethodHandle> SET_SCHEDULER =
        bindIfPresent(
            "sched_setscheduler", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle LOCK_ALL = bind("mlockall", ints(1));
  }

  /** Returns whether threads can be given a scheduling policy here. */
  static boolean hasScheduling() {
    return RealTimeCalls.SET_SCHEDULER.isPresent();
  }

  /** Puts the calling thread under a policy. */
  static int schedule(int policy, int priority) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURE);
      MemorySegment parameters = arena.allocate(SCHED_PARAM_BYTES, Integer.BYTES);
      parameters.set(JAVA_INT, 0, priority);
      MethodHandle schedule = RealTimeCalls.SET_SCHEDULER.orElseThrow();
      return result((int) schedule.invokeExact(errno, 0, policy, parameters), errno);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Keeps all memory that this process has and will have from being paged out. */
  static int lockAllMemory() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURE);
      return result(
          (int) RealTimeCalls.LOCK_ALL.invokeExact(errno, MCL_CURRENT | MCL_FUTURE), errno);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Returns the system's words for an error number, with the number. */
  static String errorText(int errno) {
    try {
      MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
      return text.reinterpret(Long.MAX_VALUE).getString(0) + " (errno " + errno + ")";
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void refuseVirtualThread() {
    assert !Thread.currentThread().isVirtual()
        : "a blocking system call on virtual thread " + Thread.currentThread();
  }

  /** Passes on what a downcall threw, which is never a checked exception. */
  static RuntimeException unexpected(Throwable thrown) {
    switch (thrown) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new ProcessException("a system call failed unexpectedly", thrown);
    }
  }

  private static int result(int result, MemorySegment errno) {
    return result >= 0 ? result : -errnoOf(errno);
  }

  private static int errnoOf(MemorySegment capture) {
    return capture.get(JAVA_INT, ERRNO_OFFSET);
  }

  private static MethodHandle bind(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(LIBC.findOrThrow(name), type, ERRNO);
  }

  private static Optional<MethodHandle> bindIfPresent(String name, FunctionDescriptor type) {
    return LIBC.find(name).map(symbol -> LINKER.downcallHandle(symbol, type, ERRNO));
  }

  private static FunctionDescriptor ints(int parameters) {
    MemoryLayout[] layouts = new MemoryLayout[parameters];
    Arrays.fill(layouts, JAVA_INT);
    return FunctionDescriptor.of(JAVA_INT, layouts);
  }
}
