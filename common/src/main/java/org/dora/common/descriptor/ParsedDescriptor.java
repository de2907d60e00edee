package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.yaml.SourceText;

/**
 * A descriptor together with where it was read from.
 *
 * @param descriptor the model
 * @param source the dataflow's file
 * @param places where each node was written, in the order of the descriptor's nodes
 * @param warnings what was accepted but should be known: renamed and ignored keys
 */
public record ParsedDescriptor(
    Descriptor descriptor, SourceText source, List<NodePlace> places, List<Problem> warnings) {
  public ParsedDescriptor {
    places = List.copyOf(places);
    warnings = List.copyOf(warnings);
  }

  /** A descriptor whose nodes all stand in its own file. */
  static ParsedDescriptor ofOneFile(
      Descriptor descriptor, SourceText source, List<Finding> warnings) {
    List<NodePlace> places = new ArrayList<>();
    for (int i = 0; i < descriptor.nodes().size(); i++) {
      places.add(new NodePlace(source, "nodes[" + i + "]"));
    }
    List<Problem> problems = new ArrayList<>();
    for (Finding warning : warnings) {
      problems.add(Problem.at(source, warning.path(), warning.message()));
    }
    return new ParsedDescriptor(descriptor, source, places, problems);
  }

  /** Name of the dataflow's file as it was given. */
  public String file() {
    return source.file();
  }

  /** Returns what a check found, at its place in the file that the node was written in. */
  public Problem problem(Finding finding) {
    String path = finding.path();
    int end = path.indexOf(']');
    if (path.startsWith("nodes[") && end > 0) {
      int node = Integer.parseInt(path.substring("nodes[".length(), end));
      if (node < places.size()) {
        NodePlace place = places.get(node);
        return Problem.at(
            place.source(),
            place.path() + path.substring(end + 1),
            finding.message(),
            advice(finding));
      }
    }
    return Problem.at(source, path, finding.message(), advice(finding));
  }

  private static List<String> advice(Finding finding) {
    List<String> advice = new ArrayList<>();
    if (finding.cause() != null) {
      advice.add(finding.cause());
    }
    if (finding.hint() != null) {
      advice.add(finding.hint());
    }
    return advice;
  }
}
