package org.dora.common.hub;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dora.common.DoraException;
import org.dora.common.descriptor.Problem;
import org.jspecify.annotations.Nullable;

/** Something of the hub that cannot be read, found or used. */
public final class HubException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final transient List<String> hints;
  private final transient List<Problem> problems;

  public HubException(String message) {
    this(message, List.of(), List.of(), null);
  }

  public HubException(String message, @Nullable Throwable cause) {
    this(message, List.of(), List.of(), cause);
  }

  HubException(String message, List<Problem> problems) {
    this(message, List.of(), problems, null);
  }

  private HubException(
      String reason, List<String> hints, List<Problem> problems, @Nullable Throwable cause) {
    super(hints.isEmpty() ? reason : reason + "\n" + Problem.lines(hints), cause);
    this.reason = reason;
    this.hints = List.copyOf(hints);
    this.problems = List.copyOf(problems);
  }

  /** Returns a failure with advice, which its message has on lines of its own. */
  static HubException withHints(String reason, List<String> hints) {
    return new HubException(reason, hints, List.of(), null);
  }

  /** Returns a failure whose message lists problems of a file that is not the dataflow's. */
  static HubException listing(List<Problem> problems) {
    List<String> reasons = new ArrayList<>();
    Set<String> hints = new LinkedHashSet<>();
    for (Problem problem : problems) {
      reasons.add(problem.withoutHints());
      hints.addAll(problem.hints());
    }
    return withHints(String.join("\n", reasons), List.copyOf(hints));
  }

  /** The message without advice. */
  String reason() {
    return reason;
  }

  /** What to do about it, where we know. */
  List<String> hints() {
    return hints;
  }

  /** What is wrong at which places of files; empty where the message and its causes say it all. */
  public List<Problem> problems() {
    return problems;
  }

  /** Returns the message, those of all causes behind it, each after a colon. */
  public String inOneLine() {
    StringBuilder line = new StringBuilder(getMessage());
    for (@Nullable Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
      line.append(": ").append(cause.getMessage());
    }
    return line.toString();
  }
}
