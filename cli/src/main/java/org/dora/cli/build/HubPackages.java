package org.dora.cli.build;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.dora.cli.CliException;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.hub.HubException;
import org.dora.common.hub.HubOptions;
import org.dora.common.hub.HubResolution;
import org.dora.common.types.UserTypes;
import org.dora.common.types.UserTypesException;

/** Replaces the packages of the hub in a dataflow, for a command (dataflow.md section 5.5). */
public final class HubPackages {
  private HubPackages() {}

  /**
   * Replaces all packages.
   *
   * @param flat a dataflow without modules
   * @param notes takes what is said of the packages, line by line
   * @throws CliException if one cannot be had
   */
  public static HubResolution resolve(
      ParsedDescriptor flat, Path file, HubOptions options, Consumer<String> notes) {
    try {
      HubResolution hub =
          HubResolution.resolve(flat, options, () -> userTypes(file), System.getenv());
      hub.notes().forEach(note -> notes.accept("  " + note));
      return hub;
    } catch (HubException e) {
      throw failure(e);
    }
  }

  /** Returns what a command ends with after a failure. */
  public static CliException failure(HubException failure) {
    return failure.problems().isEmpty()
        ? new CliException(CliException.FAILURE, failure.getMessage(), "", failure.getCause())
        : CliException.ofProblems(
            failure.problems().size() == 1
                ? failure.getMessage()
                : failure.getMessage() + ": " + failure.problems().size() + " errors",
            failure.problems());
  }

  private static UserTypes userTypes(Path file) {
    try {
      return UserTypes.load(Objects.requireNonNullElse(file.getParent(), Path.of(".")));
    } catch (UserTypesException e) {
      throw CliException.ofProblems("failed to load user types", e.problems());
    }
  }
}
