package org.dora.common.descriptor;

import java.util.List;
import org.dora.common.DoraException;
import org.dora.common.yaml.Position;
import org.dora.common.yaml.YamlException;
import org.jspecify.annotations.Nullable;

/** A descriptor that cannot be read: which file, where in it, and why. */
public final class DescriptorException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String stage;
  private final String path;
  private final transient Position position;
  private final String reason;
  private final String detail;
  private final @Nullable String hint;

  private DescriptorException(String file, YamlException cause) {
    super(file + ": failed to parse given descriptor: " + cause.getMessage(), cause);
    this.file = file;
    this.stage = "failed to parse given descriptor";
    this.path = cause.path();
    this.position = cause.position();
    this.reason = cause.reason();
    this.detail = cause.detail();
    this.hint = cause.hint();
  }

  private DescriptorException(String file, String reason, Throwable cause) {
    super(file + ": failed to open given file: " + reason, cause);
    this.file = file;
    this.stage = "failed to open given file";
    this.path = "";
    this.position = Position.START;
    this.reason = reason;
    this.detail = reason;
    this.hint = null;
  }

  static DescriptorException unparsable(String file, YamlException cause) {
    return new DescriptorException(file, cause);
  }

  static DescriptorException unreadable(String file, String reason, Throwable cause) {
    return new DescriptorException(file, reason, cause);
  }

  /** The file's name as it was given. */
  public String file() {
    return file;
  }

  /** Where the offending value or key starts; the start of the file if it could not be opened. */
  public Position position() {
    return position;
  }

  /** The keys that lead to the place, {@code nodes[0].deploy}; empty at document level. */
  public String path() {
    return path;
  }

  /** What was found and what was expected, in the released program's words where it has some. */
  public String reason() {
    return reason;
  }

  /** What to do about it, or the precise reason where the released text hides it. */
  public @Nullable String hint() {
    return hint;
  }

  /** The released program's chain of causes below {@code failed to read dataflow at …}. */
  public List<String> causes() {
    return List.of(stage, detail);
  }
}
