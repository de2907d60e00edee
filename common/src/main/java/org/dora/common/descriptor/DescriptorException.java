package org.dora.common.descriptor;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
    return unparsable("failed to parse given descriptor", file, problems);
  }

  /**
   * @param stage what failed
   * @param problems at least one
   */
  static DescriptorException unparsable(String stage, String file, List<Problem> problems) {
    Problem first = problems.getFirst();
    return new DescriptorException(
        file, stage, first.message() + " at " + first.position(), problems, null);
  }

  /**
   * @param stage what failed
   */
  static DescriptorException unreadable(String stage, String file, IOException cause) {
    return new DescriptorException(file, stage, reasonOf(cause), List.of(), cause);
  }

  /** Returns why a file cannot be read, in the operating system's words. */
  public static String reasonOf(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "No such file or directory (os error 2)";
      case AccessDeniedException _ -> "Permission denied (os error 13)";
      case CharacterCodingException _ -> "stream did not contain valid UTF-8";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> String.valueOf(failure.getMessage());
    };
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
