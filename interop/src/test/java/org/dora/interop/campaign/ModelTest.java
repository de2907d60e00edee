package org.dora.interop.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.interop.campaign.Journal.Entry;
import org.dora.interop.campaign.PlannedFlow.End;
import org.dora.interop.campaign.PlannedNode.Input;
import org.dora.interop.campaign.PlannedNode.Output;
import org.dora.interop.campaign.PlannedNode.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of the campaign is itself judged: it accepts what is right, and nothing else. */
class ModelTest {
  private static final Output OUTPUT = new Output(3, 8, 0, -1);

  /** One that sends three messages, fails, and is started again; one that reads it. */
  private static final PlannedFlow FLOW =
      new PlannedFlow(
          0,
          List.of(
              new PlannedNode(
                  "a",
                  List.of(),
                  List.of(new Fault(Fault.Kind.EXIT, 3, 7)),
                  List.of(),
                  Policy.ON_FAILURE,
                  1,
                  OUTPUT,
                  0),
              new PlannedNode(
                  "b",
                  List.of(new Input("a", 2, false, false)),
                  List.of(new Fault(Fault.Kind.KILL, 9, 0)),
                  List.of(),
                  Policy.NEVER,
                  0,
                  OUTPUT,
                  0)),
          End.BY_ITSELF,
          0,
          0,
          false,
          false);

  private static final List<String> FIRST =
      List.of("1 send 0", "2 send 1", "3 send 2", "4 fault exit 7");
  private static final List<String> SECOND =
      List.of("10 subscribed", "11 send 0", "14 send 1", "15 left");
  private static final List<String> READER =
      List.of(
          "5 in a a 0 1", // the first gave way to it
          "6 in a a 0 2",
          "7 restarted a",
          "12 in a a 1 0",
          "16 in a a 1 1",
          "17 closed a",
          "18 all-closed",
          "19 left");

  private static Journal journal(String node, int life, List<String> lines) {
    return new Journal(node, life, lines.stream().map(Entry::parse).toList());
  }

  private static List<String> judge(
      List<String> second, List<String> reader, int code, String report) {
    return new Model(
            FLOW,
            Map.of(
                "a",
                List.of(journal("a", 0, FIRST), journal("a", 1, second)),
                "b",
                List.of(journal("b", 0, reader))))
        .judge(code, report);
  }

  @Test
  void whatIsRightIsAccepted() {
    assertEquals(List.of(), judge(SECOND, READER, 0, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "5 in a a 0 1,", // nothing could have pushed it out
    "6 in a a 0 2, 6 in a a 0 1", // twice the same
    "6 in a a 0 2, 6 in a a 0 3", // never sent
    "7 restarted a,",
    "7 restarted a, 7 failed a a",
    "12 in a a 1 0, 12 recovered a",
    "16 in a a 1 1,",
    "17 closed a,",
    "18 all-closed,",
    "19 left, 19 all-closed",
  })
  void aReaderThatSawSomethingElseIsNot(String line, String instead) {
    List<String> changed = new ArrayList<>(READER);
    int place = changed.indexOf(line);
    changed.remove(place);
    if (instead != null) {
      changed.add(place, instead);
    }
    assertFalse(judge(SECOND, changed, 0, "").isEmpty());
  }

  @Test
  void aWrongCountOfLivesIsNot() {
    List<Journal> once = List.of(journal("a", 0, FIRST));
    assertFalse(
        new Model(FLOW, Map.of("a", once, "b", List.of(journal("b", 0, READER))))
            .judge(1, "Node `a` failed: exited with code 7")
            .isEmpty());
  }

  @Test
  void aWrongReportIsNot() {
    assertFalse(judge(SECOND, READER, 1, "").isEmpty());
    assertFalse(judge(SECOND, READER, 1, "Node `a` failed: exited with code 7").isEmpty());
    List<String> killed = List.of("5 in a a 0 1", "6 fault kill 0");
    String right = "Node `b` failed: exited because of signal SIGKILL";
    assertEquals(List.of(), judge(SECOND, killed, 1, right));
    assertFalse(judge(SECOND, killed, 0, right).isEmpty());
    assertFalse(judge(SECOND, killed, 0, "").isEmpty());
    assertFalse(judge(SECOND, killed, 1, "Node `b` failed: exited with code 1").isEmpty());
  }
}
