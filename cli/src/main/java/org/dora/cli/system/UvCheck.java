package org.dora.cli.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether uv is there, which {@code --uv} and a virtual environment's Python need. */
final class UvCheck implements Check {
  private static final String SUBJECT = "uv";

  private final Machine machine;

  UvCheck(Machine machine) {
    this.machine = machine;
  }

  @Override
  public List<Diagnosis> diagnose() {
    Optional<Path> uv = machine.program("uv");
    if (uv.isEmpty()) {
      return List.of(
          Diagnosis.warn(
              SUBJECT,
              "not installed",
              "only `--uv` (managed Python environments) needs it: `curl -LsSf"
                  + " https://astral.sh/uv/install.sh | sh`"));
    }
    String file = uv.get().toString();
    return List.of(
        ProgramAnswer.lines(machine, file, "--version")
            .map(lines -> Diagnosis.pass(SUBJECT, lines.getFirst()))
            .orElseGet(() ->
                Diagnosis.warn(
                    SUBJECT,
                    "`" + file + " --version` failed",
                    "install it again, or take it out of PATH")));
  }
}
