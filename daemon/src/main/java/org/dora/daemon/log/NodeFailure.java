package org.dora.daemon.log;

import org.dora.common.id.NodeId;
import org.dora.daemon.process.ExitStatus;
import org.dora.daemon.process.Signals;

/**
 * Tells why a node failed, in the words of the released program (daemon.md, section 9).
 *
 * @param cause what is known of the reason
 * @param status how its process ended; {@link ExitStatus.Unknown} if it never ran
 */
public record NodeFailure(Cause cause, ExitStatus status) {
  private static final String RULE = "-".repeat(81);

  /** The reason of a failure. */
  public sealed interface Cause {}

  /** The node did not react to a stop message in time and was signalled. */
  public record GraceDuration() implements Cause {}

  /**
   * The node failed because another one had ended before it connected.
   *
   * @param causedBy that other node
   */
  public record Cascading(NodeId causedBy) implements Cause {}

  /**
   * The node's process could not be started.
   *
   * @param problem why
   */
  public record FailedToSpawn(String problem) implements Cause {}

  /**
   * The node failed by itself.
   *
   * @param stderr what {@link StderrTail#report} found, empty if it wrote nothing there
   */
  public record Other(String stderr) implements Cause {}

  /**
   * Returns the text of a report; with stderr output it has several lines and ends with a newline.
   */
  public String text() {
    return switch (cause) {
      case GraceDuration() -> graceText();
      case Cascading(NodeId causedBy) ->
          status
              + ". This error occurred because node `"
              + causedBy
              + "` exited before connecting to dora.";
      case FailedToSpawn(String problem) -> "failed to spawn node: " + problem;
      case Other(String stderr) -> stderr.isEmpty() ? status.toString() : status + output(stderr);
    };
  }

  private String graceText() {
    return status instanceof ExitStatus.Signal(int signal)
        ? "node was killed by dora because it didn't react to a stop message in time ("
            + Signals.name(signal)
            + ")"
        : status.toString();
  }

  private static String output(String stderr) {
    return " with stderr output:\n" + RULE + "\n" + stderr.stripTrailing() + "\n" + RULE + "\n";
  }
}
