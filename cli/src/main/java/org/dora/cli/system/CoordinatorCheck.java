package org.dora.cli.system;

import java.util.List;
import org.dora.cli.CoordinatorAddress;

/** Whether a coordinator answers; what only its control connection could tell is left open. */
final class CoordinatorCheck implements Check {
  private static final String SUBJECT = "Coordinator";

  private final CoordinatorAddress address;

  CoordinatorCheck(CoordinatorAddress address) {
    this.address = address;
  }

  @Override
  public List<Diagnosis> diagnose() {
    return switch (new CoordinatorProbe(address, CoordinatorProbe.LIMIT).ask()) {
      case CoordinatorState.Healthy _ ->
          List.of(
              Diagnosis.pass(SUBJECT, "reachable at " + address),
              Diagnosis.warn(
                  "Daemon",
                  "not checked",
                  "this version does not ask the coordinator for daemons, dataflows and nodes"));
      case CoordinatorState.Silent _ ->
          List.of(
              Diagnosis.fail(
                  SUBJECT,
                  "not reachable at " + address + ": what listens there does not answer",
                  "end that program, or name another port"));
      case CoordinatorState.Foreign(String answer) ->
          List.of(
              Diagnosis.fail(
                  SUBJECT,
                  "not reachable at " + address + ": another program answers `" + answer + "`",
                  "end that program, or name another port"));
      case CoordinatorState.Unreachable(String reason) ->
          List.of(
              Diagnosis.fail(
                  SUBJECT,
                  "not reachable at " + address + ": " + reason,
                  "`dora run` needs none; all else does"));
    };
  }
}
