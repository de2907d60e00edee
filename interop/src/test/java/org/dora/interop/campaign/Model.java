package org.dora.interop.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dora.interop.campaign.PlannedFlow.End;
import org.dora.interop.campaign.PlannedNode.Input;

/**
 * What must come of a dataflow: how often each node lives, how it ends, and what the run says of
 * it. What goes from node to node is the matter of {@link ModelOfInput}.
 */
final class Model {
  static final Duration INPUT_TIMEOUT = Duration.ofMillis(300);

  private final PlannedFlow flow;
  private final Map<String, List<Journal>> journals;
  private final List<String> violations = new ArrayList<>();

  Model(PlannedFlow flow, Map<String, List<Journal>> journals) {
    this.flow = flow;
    this.journals = journals;
  }

  /** Returns all that is not as it must be. */
  List<String> judge(int exitCode, String report) {
    for (PlannedNode node : flow.nodes()) {
      for (Input input : node.inputs()) {
        ModelOfInput judge =
            new ModelOfInput(
                flow, node, input, lives(input.source()), lives(node.id()), violations::add);
        judge.judge();
      }
      if (flow.end() == End.BY_ITSELF) {
        judgeLives(node);
        judgeEndOfInputs(node);
      }
    }
    switch (flow.end()) {
      case BY_ITSELF, AT_THE_START, STOPPED -> judgeReport(exitCode, report);
      case INTERRUPTED -> { // it may have ended before the second signal
        if (exitCode != 0) {
          expectCode(1, exitCode);
        }
      }
      case KILLED -> expectCode(0, exitCode); // of the run that cleans up
    }
    return violations;
  }

  private List<Journal> lives(String node) {
    return journals.getOrDefault(node, List.of());
  }

  private void judgeLives(PlannedNode node) {
    List<Journal> lives = lives(node.id());
    if (lives.size() != node.lastLife() + 1) {
      violations.add(
          "%s lived %d times, expected %d".formatted(node.id(), lives.size(), node.lastLife() + 1));
      return;
    }
    for (Journal life : lives) {
      boolean faulty = life.life() < node.faults().size();
      // The last may find all inputs closed before its fault is due.
      boolean mayEndBefore = !node.isSource() && life.life() == node.lastLife();
      String end = life.last().kind();
      if (!(end.equals("fault") && faulty || end.equals("left") && (!faulty || mayEndBefore))) {
        violations.add(
            "life %d of %s ended by %s, expected %s"
                .formatted(life.life(), node.id(), life.last(), faulty ? "its fault" : "left"));
      }
    }
  }

  /** Each input closes once, and when all have, the node is told once and last. */
  private void judgeEndOfInputs(PlannedNode node) {
    List<Journal> lives = lives(node.id());
    if (node.isSource() || lives.isEmpty() || lives.getLast().failed()) {
      return;
    }
    Journal last = lives.getLast();
    if (last.of("all-closed").size() != 1) {
      violations.add(
          node.id()
              + " was told "
              + last.of("all-closed").size()
              + " times that all inputs are closed");
    }
    for (Input input : node.inputs()) {
      long closed = count(last, "closed", input.source());
      long recovered = count(last, "recovered", input.source());
      if (closed != recovered + 1) {
        violations.add(
            "input %s of %s closed %d times and recovered %d times"
                .formatted(input.source(), node.id(), closed, recovered));
      }
    }
  }

  private static long count(Journal journal, String kind, String id) {
    return journal.of(kind).stream().filter(entry -> entry.about().getFirst().equals(id)).count();
  }

  private void judgeReport(int exitCode, String report) {
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> possible = new LinkedHashMap<>();
    for (PlannedNode node : flow.nodes()) {
      List<Journal> lives = lives(node.id());
      if (lives.isEmpty() || !lives.getLast().failed()) {
        continue;
      }
      Journal last = lives.getLast();
      Fault fault = node.faults().get(last.life());
      if (fault.isFailure()) {
        boolean stoppedBeforeRestart = flow.end() == End.STOPPED && last.life() < node.lastLife();
        (stoppedBeforeRestart ? possible : expected).put(node.id(), fault.report());
      }
    }
    List<String> reported = report.lines().filter(line -> line.startsWith("Node `")).toList();
    for (Map.Entry<String, String> entry : expected.entrySet()) {
      String line = line(entry);
      if (!reported.contains(line)) {
        violations.add("not reported: " + line);
      }
    }
    possible.putAll(expected);
    List<String> all = possible.entrySet().stream().map(Model::line).toList();
    for (String line : reported) {
      if (!all.contains(line)) {
        violations.add("reported without reason: " + line);
      }
    }
    expectCode(reported.isEmpty() ? 0 : 1, exitCode);
    if (flow.end() == End.AT_THE_START) {
      judgeRefusals();
    }
  }

  private void expectCode(int expected, int exitCode) {
    if (exitCode != expected) {
      violations.add("exit code " + exitCode + ", expected " + expected);
    }
  }

  private static String line(Map.Entry<String, String> failure) {
    return "Node `%s` failed: %s".formatted(failure.getKey(), failure.getValue());
  }

  /** If one ends before it connects, none begins. */
  private void judgeRefusals() {
    for (PlannedNode node : flow.nodes()) {
      for (Journal life : lives(node.id())) {
        if (!life.failed() && !life.last().kind().equals("refused")) {
          violations.add(node.id() + " ended by " + life.last() + ", expected refused");
        }
      }
    }
  }
}
