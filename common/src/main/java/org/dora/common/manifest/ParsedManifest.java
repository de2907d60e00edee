package org.dora.common.manifest;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.Problem;
import org.dora.common.types.TypeLibrary;
import org.dora.common.yaml.SourceText;

/**
 * A manifest together with where it was read from.
 *
 * @param manifest the model
 * @param source the file
 */
public record ParsedManifest(NodeManifest manifest, SourceText source) {
  /**
   * Checks the manifest; returns what is wrong with it, in the order of its keys' declaration.
   *
   * @param library where types of ports are looked up, beside the manifest's own
   */
  public List<Problem> problems(TypeLibrary library) {
    List<Problem> problems = new ArrayList<>();
    for (ManifestIssue issue : ManifestCheck.issues(manifest, library)) {
      problems.add(Problem.at(source, issue.path(), issue.toString()));
    }
    return problems;
  }
}
