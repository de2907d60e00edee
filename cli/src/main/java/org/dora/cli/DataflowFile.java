package org.dora.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dora.common.DoraException;
import org.dora.common.descriptor.DescriptorCheck;
import org.dora.common.descriptor.DescriptorException;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.yaml.Position;
import org.jspecify.annotations.Nullable;

/** Reads and checks a dataflow's file for a command, with errors that a human understands. */
final class DataflowFile {
  private static final String READ_HINT =
      "check the file exists, is valid YAML, and matches the dataflow schema (see details below)";

  /** A line under "Caused by". */
  private static final class Cause extends DoraException {
    private static final long serialVersionUID = 1L;

    private Cause(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private DataflowFile() {}

  /**
   * Reads a dataflow.
   *
   * @throws CliException if the file cannot be opened or holds no dataflow
   */
  static ParsedDescriptor read(Path file, Map<String, String> environment) {
    try {
      return DescriptorParser.read(file, environment);
    } catch (DescriptorException e) {
      throw new CliException(
          CliException.FAILURE,
          "failed to read dataflow at `" + file + "`",
          READ_HINT,
          chain(e.causes(), e.hint()));
    }
  }

  private static Cause chain(List<String> causes, @Nullable String hint) {
    Cause chain = null;
    for (String cause : causes.reversed()) {
      chain = new Cause(chain == null && hint != null ? cause + "\nhint: " + hint : cause, chain);
    }
    return Objects.requireNonNull(chain, "a descriptor is refused for a cause");
  }

  /**
   * Checks a dataflow's wiring and settings; tells of all that is wrong at once.
   *
   * @param title what has failed, given the kind of the first error
   * @return the warnings
   * @throws CliException if there is an error
   */
  static List<Finding> check(ParsedDescriptor parsed, Function<Finding.Kind, String> title) {
    List<Finding> findings = DescriptorCheck.findings(parsed.descriptor());
    List<Finding> errors = findings.stream().filter(Finding::isError).toList();
    if (!errors.isEmpty()) {
      Cause all = null;
      for (Finding error : errors.reversed()) {
        all = new Cause(text(parsed, error), all);
      }
      throw new CliException(CliException.FAILURE, title.apply(errors.getFirst().kind()), "", all);
    }
    return findings;
  }

  /** Returns the warnings of reading and checking, each with its place. */
  static List<String> warnings(ParsedDescriptor parsed, List<Finding> findings) {
    return Stream.concat(parsed.warnings().stream(), findings.stream())
        .filter(finding -> !finding.isError())
        .map(finding -> text(parsed, finding))
        .toList();
  }

  private static String text(ParsedDescriptor parsed, Finding finding) {
    Position position = parsed.positionOf(finding.path());
    String place = " (" + parsed.file() + ":" + position.line() + ":" + position.column() + ")";
    return finding.message() + place + (finding.cause() == null ? "" : "\n" + finding.cause());
  }
}
