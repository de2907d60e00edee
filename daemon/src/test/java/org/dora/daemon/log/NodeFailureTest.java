package org.dora.daemon.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dora.common.id.NodeId;
import org.dora.daemon.process.ExitStatus;
import org.junit.jupiter.api.Test;

class NodeFailureTest {
  private static final String RULE =
      "---------------------------------------------------------------------------------";

  @Test
  void aNodeThatFailedSilentlyIsToldByItsExitStatus() {
    assertEquals("exited with code 3", text(new NodeFailure.Other(""), new ExitStatus.Code(3)));
    assertEquals(
        "exited because of signal SIGKILL",
        text(new NodeFailure.Other(""), new ExitStatus.Signal(9)));
    assertEquals(
        "exited because of signal 10", text(new NodeFailure.Other(""), new ExitStatus.Signal(10)));
    assertEquals("unknown exit status", text(new NodeFailure.Other(""), new ExitStatus.Unknown()));
  }

  @Test
  void stderrOutputStandsBetweenTwoRules() {
    assertEquals(
        "exited with code 3 with stderr output:\n" + RULE + "\ntwo\nthree\n" + RULE + "\n",
        text(new NodeFailure.Other("two\nthree\n"), new ExitStatus.Code(3)));
  }

  @Test
  void blankLinesAtTheEndOfStderrAreLeftOut() {
    assertEquals(
        "exited with code 1 with stderr output:\n" + RULE + "\n\n\n  one\n" + RULE + "\n",
        text(new NodeFailure.Other("\n\n  one \t\n\n\n"), new ExitStatus.Code(1)));
    assertEquals(
        "exited with code 1 with stderr output:\n" + RULE + "\n\n" + RULE + "\n",
        text(new NodeFailure.Other("\n"), new ExitStatus.Code(1)));
  }

  @Test
  void aNodeThatWasKilledInItsGraceTimeIsToldByTheSignal() {
    assertEquals(
        "node was killed by dora because it didn't react to a stop message in time (SIGKILL)",
        text(new NodeFailure.GraceDuration(), new ExitStatus.Signal(9)));
    assertEquals(
        "node was killed by dora because it didn't react to a stop message in time (SIGTERM)",
        text(new NodeFailure.GraceDuration(), new ExitStatus.Signal(15)));
  }

  @Test
  void aConsequentialFailureNamesTheNodeThatCausedIt() {
    assertEquals(
        "exited with code 1. This error occurred because node `early` exited before connecting to"
            + " dora.",
        text(new NodeFailure.Cascading(new NodeId("early")), new ExitStatus.Code(1)));
  }

  @Test
  void aNodeThatNeverRanIsToldByTheProblem() {
    assertEquals(
        "failed to spawn node: no such file",
        text(new NodeFailure.FailedToSpawn("no such file"), new ExitStatus.Unknown()));
  }

  private static String text(NodeFailure.Cause cause, ExitStatus status) {
    return new NodeFailure(cause, status).text();
  }
}
