package org.dora.cli.system;

import java.util.ArrayList;
import java.util.List;

/** Whether the programs are there that work with other machines goes through. */
final class ClusterToolsCheck implements Check {
  private static final String SUBJECT = "Cluster tools";

  private final Machine machine;

  ClusterToolsCheck(Machine machine) {
    this.machine = machine;
  }

  @Override
  public List<Diagnosis> diagnose() {
    List<String> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String program : List.of("ssh", "systemctl")) {
      machine
          .program(program)
          .ifPresentOrElse(file -> found.add(file.toString()), () -> missing.add(program));
    }
    String detail = found.isEmpty() ? "none" : String.join(", ", found);
    return List.of(
        missing.isEmpty()
            ? Diagnosis.pass(SUBJECT, detail)
            : Diagnosis.warn(
                SUBJECT,
                detail + "; not found: " + String.join(", ", missing),
                "only `dora cluster` needs them: an SSH client here, systemd where daemons are"
                    + " installed as services"));
  }
}
