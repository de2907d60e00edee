package org.dora.daemon.spawn;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** Says why a node cannot be started, before any process of its dataflow was. */
public final class PrepareException extends DoraException {
  private static final long serialVersionUID = 1L;

  PrepareException(String message) {
    super(message);
  }

  PrepareException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Returns what lies beneath the message, the outermost first. */
  public List<String> causes() {
    List<String> causes = new ArrayList<>();
    for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
      causes.add(cause instanceof DoraException ours ? ours.getMessage() : cause.toString());
    }
    return List.copyOf(causes);
  }

  /** Returns message and causes in the layout of the released error reports (dataflow.md 1.1). */
  public String report() {
    List<String> causes = causes();
    StringBuilder report = new StringBuilder(getMessage());
    if (!causes.isEmpty()) {
      report.append("\n\nCaused by:");
    }
    for (int i = 0; i < causes.size(); i++) {
      report.append(causes.size() == 1 ? "\n    " : "\n%4d: ".formatted(i)).append(causes.get(i));
    }
    return report.toString();
  }
}
