package org.dora.common.descriptor.module;

import java.util.List;
import org.dora.common.DoraException;
import org.dora.common.descriptor.Problem;

/** Modules that cannot be used as they are: all reasons at once, each with its place. */
public final class ModuleException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ModuleException(List<Problem> problems) {
    super(problems.getFirst().place() + ": " + problems.getFirst().message());
    this.problems = problems;
  }

  /** All that is wrong, at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
