package org.dora.daemon.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process of this machine as the kernel describes it, whoever started it. Elsewhere than on Linux
 * none can be seen.
 *
 * @param pid its number, which another process may get when it has ended
 * @param group the number of its process group
 * @param startTime when it was started, in the kernel's ticks; with the number it names a process
 *     until the machine is started again
 * @param ended whether it only waits to be reaped
 */
public record RunningProcess(int pid, int group, long startTime, boolean ended) {
  private static final Path PROCESSES = Path.of("/proc");

  // Places in /proc/PID/stat behind the program's name, which may hold anything (proc_pid_stat(5)).
  private static final int STATE = 0;
  private static final int GROUP = 2;
  private static final int START_TIME = 19;

  /** Returns the process with a number, if there is one. */
  public static Optional<RunningProcess> of(int pid) {
    try {
      String stat =
          Files.readString(
              PROCESSES.resolve(Integer.toString(pid)).resolve("stat"),
              StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(
          new RunningProcess(
              pid,
              Integer.parseInt(fields[GROUP]),
              Long.parseLong(fields[START_TIME]),
              fields[STATE].equals("Z") || fields[STATE].equals("X")));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Returns the process that this code runs in. */
  public static Optional<RunningProcess> ofThisProgram() {
    return of((int) ProcessHandle.current().pid());
  }

  /** Returns all processes that can be seen. */
  public static List<RunningProcess> all() {
    List<RunningProcess> all = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(PROCESSES, RunningProcess::isProcess)) {
      for (Path entry : entries) {
        of(Integer.parseInt(entry.getFileName().toString())).ifPresent(all::add);
      }
    } catch (IOException | DirectoryIteratorException _) {
      // Not Linux.
    }
    return all;
  }

  private static boolean isProcess(Path entry) {
    return entry.getFileName().toString().chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Returns a variable of the environment with which the program was started, if we may see it. */
  public Optional<String> variable(String name) {
    try {
      String prefix = name + "=";
      for (String variable :
          Files.readString(
                  PROCESSES.resolve(Integer.toString(pid)).resolve("environ"),
                  StandardCharsets.ISO_8859_1)
              .split("\0", -1)) {
        if (variable.startsWith(prefix)) {
          byte[] value = variable.substring(prefix.length()).getBytes(StandardCharsets.ISO_8859_1);
          return Optional.of(new String(value, StandardCharsets.UTF_8));
        }
      }
    } catch (IOException _) {
      // It has ended, or is somebody else's.
    }
    return Optional.empty();
  }

  /** Kills the process. */
  public void kill() {
    NativePosix.kill(pid, Signals.KILL);
  }
}
