package org.dora.common.descriptor;

import java.util.List;
import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** A descriptor that cannot be read: which file, where in it, and why; all reasons at once. */
public final class DescriptorException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String stage;
  private final String reason;
  private final transient List<Problem> problems;

  private DescriptorException(
      String file, String stage, String reason, List<Problem> problems, @Nullable Throwable cause) {
    super(file + ": " + stage + ": " + reason, cause);
    this.file = file;
    this.stage = stage;
    this.reason = reason;
    this.problems = List.copyOf(problems);
  }

  /**
   * @param problems at least one
   */
  static DescriptorException unparsable(String file, List<Problem> problems) {
    Problem first = problems.getFirst();
    return new DescriptorException(
        file,
        "failed to parse given descriptor",
        first.message() + " at " + first.position(),
        problems,
        null);
  }

  static DescriptorException unreadable(String file, String reason, @Nullable Throwable cause) {
    return new DescriptorException(file, "failed to open given file", reason, List.of(), cause);
  }

  /** The file's name as it was given. */
  public String file() {
    return file;
  }

  /** What failed: to open the file, or to read a descriptor from it. */
  public String stage() {
    return stage;
  }

  /** Why: the first problem, or the operating system's reason. */
  public String reason() {
    return reason;
  }

  /** All that is wrong, in the order of the text; empty if the file could not be opened. */
  public List<Problem> problems() {
    return problems;
  }
}
