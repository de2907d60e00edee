package org.dora.common.types;

import java.util.List;
import org.dora.common.DoraException;
import org.dora.common.descriptor.Problem;

/** Type files that cannot be taken, each with its place and reason. */
public final class UserTypesException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * @param problems at least one
   */
  UserTypesException(List<Problem> problems) {
    super("failed to load user types: " + problems.getFirst().place());
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, file by file. */
  public List<Problem> problems() {
    return problems;
  }
}
