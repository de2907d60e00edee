package org.dora.cli.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.dora.common.id.NodeId;
import org.dora.daemon.log.NodeFailure;
import org.dora.daemon.process.ExitStatus;
import org.junit.jupiter.api.Test;

class FailureReportTest {
  private static final UUID DATAFLOW = UUID.fromString("01a200fd-b066-712f-9593-8cf3571e62b2");

  private final Map<NodeId, NodeFailure> failures = new LinkedHashMap<>();

  @Test
  void eachFailedNodeIsNamedWithItsReasonInTheOrderOfTheFailures() {
    failures.put(new NodeId("z"), failed("two\nthree\n"));
    failures.put(new NodeId("a"), failed(""));
    failures.put(new NodeId("b"), failed(""));
    assertEquals(
        """
        Dataflow failed:

        Node `z` failed: exited with code 3 with stderr output:
        ---------------------------------------------------------------------------------
        two
        three
        ---------------------------------------------------------------------------------

        Node `a` failed: exited with code 3
        Node `b` failed: exited with code 3\
        """,
        text());
  }

  @Test
  void oneConsequentialFailureIsCounted() {
    failures.put(new NodeId("early"), failed(""));
    failures.put(new NodeId("n1"), consequential());
    assertEquals(
        """
        Dataflow failed:

        Node `early` failed: exited with code 3


        There is 1 more consequential error. Check the \
        `out/01a200fd-b066-712f-9593-8cf3571e62b2` folder for full details.\
        """,
        text());
  }

  @Test
  void severalConsequentialFailuresAreCounted() {
    failures.put(new NodeId("n1"), consequential());
    failures.put(new NodeId("early"), failed(""));
    failures.put(new NodeId("n2"), consequential());
    assertEquals(
        """
        Dataflow failed:

        Node `early` failed: exited with code 3


        There are 2 more consequential errors. Check the \
        `out/01a200fd-b066-712f-9593-8cf3571e62b2` folder for full details.\
        """,
        text());
  }

  private String text() {
    return FailureReport.text("Dataflow failed:", DATAFLOW, failures);
  }

  private static NodeFailure failed(String stderr) {
    return new NodeFailure(new NodeFailure.Other(stderr), new ExitStatus.Code(3));
  }

  private static NodeFailure consequential() {
    return new NodeFailure(new NodeFailure.Cascading(new NodeId("early")), new ExitStatus.Code(1));
  }
}
