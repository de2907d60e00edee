package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.DoraException;

/** Finds what dora notices only when it starts a program; it accepts the file, so this warns. */
final class ProgramCheck {
  private ProgramCheck() {}

  static List<Finding> findings(PlacedNode placed) {
    NodeProgram program = placed.node().program();
    String path = program.path();
    if (path == null) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    NodeProgram.Kind kind = program.kind();
    if (program.args() != null && !(kind instanceof NodeProgram.Kind.Shell)) {
      quoting(findings, placed.path("args"), program.args());
    }
    if (program.sha256() != null && !(kind instanceof NodeProgram.Kind.Download)) {
      findings.add(
          Finding.warning(
              placed.path("path_sha256"),
              "`path_sha256` is only allowed with a URL as path, but the path is `" + path + "`"));
    }
    return findings;
  }

  private static void quoting(List<Finding> findings, String path, String args) {
    try {
      List<String> _ = CommandLine.split(args);
    } catch (DoraException e) {
      findings.add(Finding.warning(path, e.getMessage()));
    }
  }
}
