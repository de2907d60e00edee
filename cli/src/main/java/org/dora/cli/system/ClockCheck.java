package org.dora.cli.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.util.List;

/** Whether something keeps the clock right, as the kernel says; machines compare their stamps. */
final class ClockCheck implements Check {
  private static final String SUBJECT = "Clock";

  /** More than {@code struct timex} has on any Linux. */
  private static final long TIMEX_BYTES = 512;

  /** Linux: the clock is not synchronised. */
  private static final int TIME_ERROR = 5;

  private final Machine machine;

  ClockCheck(Machine machine) {
    this.machine = machine;
  }

  @Override
  public List<Diagnosis> diagnose() {
    if (!Files.isDirectory(machine.at("/proc"))) {
      return List.of();
    }
    return switch (kernelState()) {
      case -1 -> List.of(); // a container may forbid to ask
      case TIME_ERROR ->
          List.of(
              Diagnosis.warn(
                  SUBJECT,
                  "not synchronised",
                  "only dataflows over several machines need it: `sudo timedatectl set-ntp true`"));
      default -> List.of(Diagnosis.pass(SUBJECT, "synchronised"));
    };
  }

  /** Asks by {@code adjtimex} with no mode set, which changes nothing. */
  @SuppressWarnings("restricted") // binding a C function
  private static int kernelState() {
    Linker linker = Linker.nativeLinker();
    MethodHandle adjtimex =
        linker
            .defaultLookup()
            .find("adjtimex")
            .map(symbol -> linker.downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, ADDRESS)))
            .orElse(null);
    if (adjtimex == null) {
      return -1;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timex = arena.allocate(TIMEX_BYTES, Long.BYTES);
      return (int) adjtimex.invokeExact(timex);
    } catch (Throwable e) {
      throw new IllegalStateException("adjtimex does not throw", e);
    }
  }
}
