package org.dora.cli.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dora.common.version.PeerCheck;

/** Whether Python nodes would find an interpreter and a node API that speaks our version. */
final class PythonCheck implements Check {
  private static final String SUBJECT = "Python";
  private static final String INSTALL = "pip install dora-rs==" + PeerCheck.COMPATIBLE_VERSION;

  /** Looks the package up without importing it, which would load Arrow. */
  private static final String QUESTION =
      """
      import sys
      print('.'.join(map(str, sys.version_info[:3])))
      print(sys.executable)
      try:
          from importlib import metadata
          package = metadata.distribution('dora-rs')
          print(package.version)
          print(package.locate_file('dora'))
      except Exception:
          pass
      """;

  private final Machine machine;

  PythonCheck(Machine machine) {
    this.machine = machine;
  }

  @Override
  public List<Diagnosis> diagnose() {
    Optional<List<String>> answer =
        interpreter().flatMap(python -> ProgramAnswer.lines(machine, python, "-c", QUESTION));
    return List.of(
        answer
            .filter(lines -> lines.size() >= 2)
            .map(PythonCheck::judge)
            .orElseGet(() ->
                Diagnosis.warn(
                    SUBJECT, "no working Python 3 found", "only nodes in Python need one")));
  }

  /**
   * The daemon's choice (daemon.md section 1.2): uv's, else python unless it is 2, else python3.
   */
  private Optional<String> interpreter() {
    return machine
        .program("uv")
        .flatMap(uv -> ProgramAnswer.lines(machine, uv.toString(), "python", "find"))
        .map(List::getFirst)
        .filter(python -> Path.of(python).isAbsolute())
        .or(() -> machine.program("python").map(Path::toString).filter(this::isPython3))
        .or(() -> machine.program("python3").map(Path::toString));
  }

  private boolean isPython3(String python) {
    return ProgramAnswer.lines(machine, python, "--version")
        .filter(lines -> lines.getFirst().startsWith("Python 3"))
        .isPresent();
  }

  private static Diagnosis judge(List<String> answer) {
    String python = answer.get(0) + " at " + answer.get(1);
    if (answer.size() < 4) {
      return Diagnosis.warn(
          SUBJECT,
          python + ", without the package dora-rs",
          "nodes in Python need it: `" + INSTALL + "`");
    }
    String dora = "dora-rs " + answer.get(2) + " in " + answer.get(3);
    return PeerCheck.isCompatible(answer.get(2))
        ? Diagnosis.pass(SUBJECT, python + ", " + dora)
        : Diagnosis.warn(
            SUBJECT,
            python + ", " + dora,
            "this version's nodes are refused, expected "
                + PeerCheck.COMPATIBLE_VERSION
                + ": `"
                + INSTALL
                + "`");
  }
}
