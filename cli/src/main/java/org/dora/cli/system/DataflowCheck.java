package org.dora.cli.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.cli.DataflowValidation;
import org.dora.common.descriptor.Problem;
import org.jspecify.annotations.Nullable;

/** Whether a dataflow is well formed, and if not, why: the released CLI leaves that out. */
final class DataflowCheck implements Check {
  private static final String SUBJECT = "Dataflow validation";

  private final Path file;
  private final Map<String, String> environment;

  DataflowCheck(Path file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  @Override
  public List<Diagnosis> diagnose() {
    try {
      DataflowValidation.check(file, environment);
      return List.of(Diagnosis.pass(SUBJECT, file + " OK"));
    } catch (CliException e) {
      StringBuilder detail = new StringBuilder(file + " FAILED: " + e.getMessage());
      for (@Nullable Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        detail.append("\n  ").append(cause.getMessage());
      }
      for (Problem problem : e.problems()) {
        detail.append('\n').append(problem);
      }
      return List.of(Diagnosis.fail(SUBJECT, detail.toString(), e.hint()));
    }
  }
}
