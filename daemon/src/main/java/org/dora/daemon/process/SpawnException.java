package org.dora.daemon.process;

import java.nio.file.Path;

/** Says why a program could not be started; nothing of it runs and nothing is left open. */
public final class SpawnException extends ProcessException {
  private static final long serialVersionUID = 1L;

  private final String program;
  private final String directory;
  private final int errno;

  /**
   * @param program the first word of the command
   * @param directory the working directory that it was to run in
   * @param errno the system's error number, 0 if the system was not asked
   * @param reason what is wrong, in words
   */
  SpawnException(String program, Path directory, int errno, String reason) {
    super(prefix(program, directory) + reason);
    this.program = program;
    this.directory = directory.toString();
    this.errno = errno;
  }

  /**
   * @param spec what was to start
   * @param cause what went wrong before the system was asked to start it
   */
  SpawnException(ProcessSpec spec, Throwable cause) {
    super(prefix(spec.program(), spec.directory()) + cause.getMessage(), cause);
    this.program = spec.program();
    this.directory = spec.directory().toString();
    this.errno = 0;
  }

  private static String prefix(String program, Path directory) {
    return "cannot start `" + program + "` in `" + directory + "`: ";
  }

  /** Returns the first word of the command. */
  public String program() {
    return program;
  }

  /** Returns the working directory that the program was to run in. */
  public Path directory() {
    return Path.of(directory);
  }

  /** Returns the system's error number, or 0 if the refusal was ours. */
  public int errno() {
    return errno;
  }
}
