package org.dora.common.yaml;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** A text that is no YAML, or YAML that is not what the schema at that place expects. */
public final class YamlException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String reason;
  private final transient Position position;
  private final @Nullable String hint;

  YamlException(String path, Position position, String reason) {
    this(path, position, reason, null);
  }

  private YamlException(String path, Position position, String reason, @Nullable String hint) {
    super(describe(path, position, reason) + (hint == null ? "" : "\n  hint: " + hint));
    this.path = path;
    this.position = position;
    this.reason = reason;
    this.hint = hint;
  }

  /** Returns the same failure with advice on a line of its own. */
  public YamlException withHint(String advice) {
    return new YamlException(path, position, reason, advice);
  }

  /**
   * Returns the failure that the released reader reports in place of this one, with this one's
   * reason as the hint.
   */
  public YamlException hiddenBy(String outerPath, String outerReason) {
    String key = path.startsWith(outerPath + ".") ? path.substring(outerPath.length() + 1) : path;
    return new YamlException(outerPath, position, outerReason, "`" + key + "`: " + reason);
  }

  /** The keys that lead to the place, {@code nodes[0].deploy}; empty at the document itself. */
  public String path() {
    return path;
  }

  /** Where in the text. */
  public Position position() {
    return position;
  }

  /** What was found and what was expected, in the released program's words where it has some. */
  public String reason() {
    return reason;
  }

  /** What to do about it, where we know. */
  public @Nullable String hint() {
    return hint;
  }

  /** Path, reason and place, as the released program prints them. */
  public String detail() {
    return describe(path, position, reason);
  }

  private static String describe(String path, Position position, String reason) {
    return (path.isEmpty() ? "" : path + ": ") + reason + " at " + position;
  }
}
