package org.dora.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.dora.common.descriptor.Problem;
import org.dora.common.manifest.ManifestException;
import org.dora.common.manifest.ManifestReader;
import org.dora.common.manifest.ParsedManifest;
import org.dora.common.types.TypeLibrary;

/** Checks a node's manifest for a command, with errors that a human understands. */
final class NodeManifestFile {
  private NodeManifestFile() {}

  /**
   * Reads and checks a manifest.
   *
   * @throws CliException if it cannot be read or there is something wrong with it
   */
  static void validate(Path file, PrintStream out) {
    out.println("Validating node manifest " + file + "...");
    List<Problem> problems = read(file).problems(TypeLibrary.standard());
    if (!problems.isEmpty()) {
      throw CliException.ofProblems(
          "node manifest validation failed (" + problems.size() + " problem(s))", problems);
    }
    out.println("Node manifest OK.");
  }

  private static ParsedManifest read(Path file) {
    try {
      return ManifestReader.read(file);
    } catch (ManifestException e) {
      if (e.problems().isEmpty()) {
        throw CliException.failure(e.getMessage());
      }
      throw CliException.ofProblems(e.headline(), e.problems());
    }
  }
}
