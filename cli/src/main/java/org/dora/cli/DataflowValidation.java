package org.dora.cli;

import java.nio.file.Path;
import java.util.Map;

/** Checks a dataflow for commands that are about something else, such as {@code dora doctor}. */
public final class DataflowValidation {
  private DataflowValidation() {}

  /**
   * Reads a dataflow and checks its wiring and settings.
   *
   * @throws CliException if it is not well formed; the causes say why and where
   */
  public static void check(Path file, Map<String, String> environment) {
    DataflowFile.check(
        DataflowFile.readFlat(file, environment, DataflowFile.MODULES_FAILED),
        _ -> "Dataflow could not be validated.");
  }
}
