package org.dora.daemon.process;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what to start and how. The process always leads a process group of its own, has an empty
 * standard input, default signal handling, and no file of ours but the two output pipes.
 *
 * @param argv program and arguments; a program without a slash is looked up in the {@code PATH} of
 *     {@code environment}
 * @param environment all variables of the process; nothing is inherited
 * @param directory an existing folder that becomes the working directory
 * @param resources what the process may have of the machine
 * @param dieWithParent whether the kernel shall kill the process when the daemon is gone; effective
 *     on Linux where {@code setpriv} is installed
 * @param killRestOfGroup whether the process's end shall kill what is left of its group. It happens
 *     before the process is reaped, the only moment at which its group id cannot have been given to
 *     strangers
 * @param newSession whether the process leads a session of its own, without controlling terminal
 */
public record ProcessSpec(
    List<String> argv,
    Map<String, String> environment,
    Path directory,
    ProcessResources resources,
    boolean dieWithParent,
    boolean killRestOfGroup,
    boolean newSession) {

  /** Copies the collections, the environment in its order. */
  public ProcessSpec {
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a command needs at least a program, argv is empty");
    }
    argv = List.copyOf(argv);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    // The child changes there before it looks for a program with a relative path.
    directory = directory.toAbsolutePath();
  }

  /** Describes a process without any option. */
  public static ProcessSpec of(List<String> argv, Map<String, String> environment, Path directory) {
    return new ProcessSpec(
        argv, environment, directory, ProcessResources.UNLIMITED, false, false, false);
  }

  /** Returns the first word of the command. */
  public String program() {
    return argv.getFirst();
  }

  /** Returns this with another {@code environment}. */
  public ProcessSpec withEnvironment(Map<String, String> variables) {
    return new ProcessSpec(
        argv, variables, directory, resources, dieWithParent, killRestOfGroup, newSession);
  }

  /** Returns this with other {@code resources}. */
  public ProcessSpec withResources(ProcessResources allowed) {
    return new ProcessSpec(
        argv, environment, directory, allowed, dieWithParent, killRestOfGroup, newSession);
  }

  /** Returns this with {@code dieWithParent} set. */
  public ProcessSpec withDieWithParent(boolean die) {
    return new ProcessSpec(
        argv, environment, directory, resources, die, killRestOfGroup, newSession);
  }

  /** Returns this with {@code killRestOfGroup} set. */
  public ProcessSpec withKillRestOfGroup(boolean kill) {
    return new ProcessSpec(
        argv, environment, directory, resources, dieWithParent, kill, newSession);
  }

  /** Returns this with {@code newSession} set. */
  public ProcessSpec withNewSession(boolean session) {
    return new ProcessSpec(
        argv, environment, directory, resources, dieWithParent, killRestOfGroup, session);
  }
}
