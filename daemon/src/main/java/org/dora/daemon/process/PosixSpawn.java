package org.dora.daemon.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of {@code posix_spawn}: puts attributes, file actions, arguments and environment into
 * native memory and starts the program. Its functions return the error number instead of setting
 * {@code errno}.
 */
@SuppressWarnings("restricted") // binding C functions is what this class is for
final class PosixSpawn {
  /** Whether the child closes all descriptors but its three; glibc can from 2.34 on. */
  static final boolean CLOSES_DESCRIPTORS;

  private static final Platform PLATFORM = Platform.current();
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBC = LINKER.defaultLookup();

  private static final short SETPGROUP = 0x02;
  private static final short SETSIGDEF = 0x04;
  private static final short SETSIGMASK = 0x08;

  /** Room for any posix_spawnattr_t (336 in glibc), file actions (80) or sigset_t (128). */
  private static final int OPAQUE_BYTES = 512;

  private static final int O_RDONLY = 0;
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int FIRST_OTHER = 3;

  private static final FunctionDescriptor ON_POINTER = FunctionDescriptor.of(JAVA_INT, ADDRESS);
  private static final FunctionDescriptor ON_POINTER_AND_INT =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);
  private static final FunctionDescriptor ON_POINTERS =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);

  private static final MethodHandle SPAWN =
      bind(
          "posix_spawn",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
  private static final MethodHandle ATTR_INIT = bind("posix_spawnattr_init", ON_POINTER);
  private static final MethodHandle ATTR_DESTROY = bind("posix_spawnattr_destroy", ON_POINTER);
  private static final MethodHandle SET_FLAGS =
      bind("posix_spawnattr_setflags", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
  private static final MethodHandle SET_GROUP =
      bind("posix_spawnattr_setpgroup", ON_POINTER_AND_INT);
  private static final MethodHandle SET_MASK = bind("posix_spawnattr_setsigmask", ON_POINTERS);
  private static final MethodHandle SET_DEFAULT =
      bind("posix_spawnattr_setsigdefault", ON_POINTERS);
  private static final MethodHandle ACTIONS_INIT =
      bind("posix_spawn_file_actions_init", ON_POINTER);
  private static final MethodHandle ACTIONS_DESTROY =
      bind("posix_spawn_file_actions_destroy", ON_POINTER);
  private static final MethodHandle ADD_OPEN =
      bind(
          "posix_spawn_file_actions_addopen",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_SHORT));
  private static final MethodHandle ADD_DUP2 =
      bind(
          "posix_spawn_file_actions_adddup2",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle ADD_CHDIR =
      bind("posix_spawn_file_actions_addchdir_np", ON_POINTERS);
  private static final Optional<MethodHandle> ADD_CLOSE_FROM =
      LIBC.find("posix_spawn_file_actions_addclosefrom_np")
          .map(symbol -> LINKER.downcallHandle(symbol, ON_POINTER_AND_INT));
  private static final MethodHandle EMPTY_SET = bind("sigemptyset", ON_POINTER);
  private static final MethodHandle FILL_SET = bind("sigfillset", ON_POINTER);
  private static final MethodHandle REMOVE_FROM_SET = bind("sigdelset", ON_POINTER_AND_INT);

  static {
    CLOSES_DESCRIPTORS = ADD_CLOSE_FROM.isPresent() || PLATFORM.spawnCloseByDefault() != 0;
  }

  private final Arena arena;
  private final MemorySegment attributes;
  private final MemorySegment actions;

  private PosixSpawn(Arena arena) {
    this.arena = arena;
    this.attributes = arena.allocate(OPAQUE_BYTES, Long.BYTES);
    this.actions = arena.allocate(OPAQUE_BYTES, Long.BYTES);
  }

  /**
   * Starts {@code program} as {@code spec} says; returns once the child executes it.
   *
   * @return the pid, or {@code -errno}
   */
  static int start(Program program, ProcessSpec spec, OutputPipes pipes) {
    NativePosix.refuseVirtualThread();
    try (Arena arena = Arena.ofConfined()) {
      PosixSpawn call = new PosixSpawn(arena);
      check((int) ATTR_INIT.invokeExact(call.attributes));
      check((int) ACTIONS_INIT.invokeExact(call.actions));
      try {
        call.setAttributes(spec);
        call.addActions(spec, pipes);
        return call.run(program, spec.environment());
      } finally {
        check((int) ACTIONS_DESTROY.invokeExact(call.actions));
        check((int) ATTR_DESTROY.invokeExact(call.attributes));
      }
    } catch (Throwable e) {
      throw NativePosix.unexpected(e);
    }
  }

  private void setAttributes(ProcessSpec spec) throws Throwable {
    check((int) SET_FLAGS.invokeExact(attributes, flags(spec.newSession())));
    check((int) SET_GROUP.invokeExact(attributes, 0));
    check((int) SET_MASK.invokeExact(attributes, noSignals()));
    check((int) SET_DEFAULT.invokeExact(attributes, allSignals()));
  }

  private void addActions(ProcessSpec spec, OutputPipes pipes) throws Throwable {
    MemorySegment devNull = arena.allocateFrom("/dev/null");
    check((int) ADD_OPEN.invokeExact(actions, STDIN, devNull, O_RDONLY, (short) 0));
    check((int) ADD_DUP2.invokeExact(actions, pipes.stdout().writeEnd(), STDOUT));
    check((int) ADD_DUP2.invokeExact(actions, pipes.stderr().writeEnd(), STDERR));
    MemorySegment directory = arena.allocateFrom(spec.directory().toString());
    check((int) ADD_CHDIR.invokeExact(actions, directory));
    if (ADD_CLOSE_FROM.isPresent()) {
      check((int) ADD_CLOSE_FROM.get().invokeExact(actions, FIRST_OTHER));
    }
  }

  private int run(Program program, Map<String, String> environment) throws Throwable {
    MemorySegment pid = arena.allocate(JAVA_INT);
    MemorySegment path = arena.allocateFrom(program.path());
    MemorySegment arguments = strings(program.argv());
    MemorySegment variables =
        strings(
            environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList());
    int error = (int) SPAWN.invokeExact(pid, path, actions, attributes, arguments, variables);
    return error == 0 ? pid.get(JAVA_INT, 0) : -error;
  }

  private static short flags(boolean newSession) {
    // A session leader leads its group, too, and asking for both is an error.
    int group = newSession ? PLATFORM.spawnSetSession() : SETPGROUP;
    return (short) (group | SETSIGMASK | SETSIGDEF | PLATFORM.spawnCloseByDefault());
  }

  private MemorySegment noSignals() throws Throwable {
    MemorySegment set = arena.allocate(OPAQUE_BYTES, Long.BYTES);
    check((int) EMPTY_SET.invokeExact(set));
    return set;
  }

  private MemorySegment allSignals() throws Throwable {
    MemorySegment set = arena.allocate(OPAQUE_BYTES, Long.BYTES);
    check((int) FILL_SET.invokeExact(set));
    check((int) REMOVE_FROM_SET.invokeExact(set, Signals.KILL));
    check((int) REMOVE_FROM_SET.invokeExact(set, PLATFORM.stopSignal()));
    return set;
  }

  /** Lays out a null-terminated array of C strings. */
  private MemorySegment strings(List<String> texts) {
    MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
    }
    return array;
  }

  private static void check(int error) {
    if (error != 0) {
      throw new ProcessException(
          "cannot prepare the start of a process: " + NativePosix.errorText(Math.abs(error)));
    }
  }

  private static MethodHandle bind(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(LIBC.findOrThrow(name), type);
  }
}
