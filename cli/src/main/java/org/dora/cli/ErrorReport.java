package org.dora.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dora.common.DoraException;
import org.dora.common.descriptor.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Writes failures to stderr in the form of cli.md 1.2, without the released CLI's source locations.
 */
final class ErrorReport {
  private final PrintStream err;
  private final boolean colours;

  ErrorReport(Console console) {
    err = console.err();
    colours = console.errColours();
  }

  /** A command that failed: message, advice, causes. */
  void failure(Throwable failure) {
    error(messageOf(failure));
    if (failure instanceof CliException cli && !cli.hint().isEmpty()) {
      err.println();
      err.println("  hint: " + cli.hint());
    }
    if (failure instanceof CliException cli) {
      problems(cli.problems());
    }
    List<String> causes = causesOf(failure);
    if (!causes.isEmpty()) {
      err.println();
      err.println("Caused by:");
      for (int i = 0; i < causes.size(); i++) {
        String number = causes.size() == 1 ? "" : "%4d: ".formatted(i);
        err.println(indented(causes.get(i), number.isEmpty() ? "    " : number));
      }
    }
    if (failure instanceof CliException cli && cli.exitCode() == CliException.USAGE) {
      moreInformation();
    }
  }

  /**
   * A command line that is wrong.
   *
   * @param tip what may have been meant, or empty
   * @param synopsis how the command is called, or empty when only a value is wrong
   */
  void usage(String message, String tip, String synopsis) {
    error(message);
    if (!tip.isEmpty()) {
      err.println();
      err.println("  tip: " + tip);
    }
    if (!synopsis.isEmpty()) {
      err.println();
      err.println("Usage: " + synopsis);
    }
    moreInformation();
  }

  private void problems(List<Problem> problems) {
    for (Problem problem : problems) {
      err.println();
      err.println(problem);
    }
  }

  private void error(String message) {
    err.println((colours ? "\u001b[1;31merror:\u001b[0m " : "error: ") + message);
  }

  private void moreInformation() {
    err.println();
    err.println("For more information, try '--help'.");
  }

  private static List<String> causesOf(Throwable failure) {
    List<String> causes = new ArrayList<>();
    String outer = messageOf(failure);
    for (@Nullable Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      String message = messageOf(cause);
      // A wrapper that only repeats its cause says nothing new.
      if (!message.equals(outer)) {
        causes.add(message);
      }
      outer = message;
    }
    return causes;
  }

  /**
   * Our own messages speak for themselves; one of the JDK often needs its type to be understood.
   */
  private static String messageOf(Throwable failure) {
    boolean ours = failure instanceof DoraException;
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    if (ours && !message.isEmpty()) {
      return message;
    }
    String type = failure.getClass().getSimpleName();
    return message.isEmpty() ? type : type + ": " + message;
  }

  private static String indented(String text, String first) {
    return first + text.replace("\n", "\n" + " ".repeat(first.length()));
  }
}
