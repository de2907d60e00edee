package org.dora.common.manifest;

import java.util.List;
import org.dora.common.DoraException;
import org.dora.common.descriptor.Problem;
import org.jspecify.annotations.Nullable;

/** A manifest that cannot be read: which file and why; all reasons at once. */
public final class ManifestException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final String headline;
  private final transient List<Problem> problems;

  private ManifestException(
      String headline, String reason, List<Problem> problems, @Nullable Throwable cause) {
    super(headline + ": " + reason, cause);
    this.headline = headline;
    this.problems = List.copyOf(problems);
  }

  static ManifestException unreadable(String file, DoraException cause) {
    return new ManifestException(
        "failed to read node manifest at `" + file + "`", cause.getMessage(), List.of(), cause);
  }

  /**
   * @param problems at least one
   */
  static ManifestException invalid(String file, List<Problem> problems) {
    Problem first = problems.getFirst();
    return new ManifestException(
        "invalid node manifest at `" + file + "`",
        first.message() + " at " + first.position(),
        problems,
        null);
  }

  /** What failed, without the reason. */
  public String headline() {
    return headline;
  }

  /** All that is wrong, in the order of the text; empty if the file could not be read. */
  public List<Problem> problems() {
    return problems;
  }
}
