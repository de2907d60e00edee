package org.dora.common.descriptor.module;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dora.common.descriptor.Problem;

/**
 * Gathers what is wrong with a dataflow's modules. A file that is used twice has its faults twice:
 * each is told once.
 */
final class Problems {
  private static final int MOST = 100;

  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();

  void add(Problem problem) {
    if (problems.size() < MOST) {
      problems.add(problem);
    }
  }

  /** Notes what is accepted but should be known. */
  void warn(Problem warning) {
    warnings.add(warning);
  }

  /** Returns what is accepted but should be known. */
  List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /** Throws all that was gathered, if anything was. */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new ModuleException(List.copyOf(problems));
    }
  }
}
