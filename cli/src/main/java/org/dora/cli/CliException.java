package org.dora.cli;

import java.util.List;
import org.dora.common.DoraException;
import org.dora.common.descriptor.Problem;
import org.jspecify.annotations.Nullable;

/** Ends a command with an exit code and an error that a human understands (cli.md 1.1, 1.2). */
public class CliException extends DoraException {
  private static final long serialVersionUID = 1L;

  /** The command ran and failed. */
  public static final int FAILURE = 1;

  /** The command line itself is wrong. */
  public static final int USAGE = 2;

  private final int exitCode;
  private final String hint;
  private final transient List<Problem> problems;

  /**
   * @param exitCode what the process ends with
   * @param message what failed
   * @param hint what to do about it, or empty
   */
  public CliException(int exitCode, String message, String hint) {
    this(exitCode, message, hint, null);
  }

  /**
   * @param exitCode what the process ends with
   * @param message what failed
   * @param hint what to do about it, or empty
   * @param cause printed under "Caused by"
   */
  public CliException(int exitCode, String message, String hint, @Nullable Throwable cause) {
    this(exitCode, message, hint, List.of(), cause);
  }

  private CliException(
      int exitCode,
      String message,
      String hint,
      List<Problem> problems,
      @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.hint = hint;
    this.problems = List.copyOf(problems);
  }

  /** A command that failed for what stands in a file. */
  public static CliException ofProblems(String message, List<Problem> problems) {
    return new CliException(FAILURE, message, "", problems, null);
  }

  /** A failure with exit code 1 and no advice. */
  public static CliException failure(String message) {
    return new CliException(FAILURE, message, "");
  }

  /**
   * A wrong command line that the parser could not see, such as two options that exclude each
   * other.
   */
  public static CliException usage(String message) {
    return new CliException(USAGE, message, "");
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }

  /** What to do about it, or empty. */
  public String hint() {
    return hint;
  }

  /** What is wrong in which file, printed below the message. */
  public List<Problem> problems() {
    return problems;
  }
}
