package org.dora.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dora.common.descriptor.BuildLineCheck;
import org.dora.common.descriptor.DescriptorCheck;
import org.dora.common.descriptor.DescriptorException;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import org.dora.common.descriptor.module.ModuleException;
import org.dora.common.descriptor.module.Modules;

/** Reads and checks a dataflow's file for a command, with errors that a human understands. */
public final class DataflowFile {
  /** What has failed if modules cannot be used, for commands that go on to run the dataflow. */
  public static final String MODULES_FAILED = "failed to expand modules in dataflow descriptor";

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
      String headline = "failed to read dataflow at `" + file + "`";
      if (e.problems().isEmpty()) {
        throw CliException.failure(headline + ": " + e.stage() + ": " + e.reason());
      }
      throw CliException.ofProblems(counted(headline, e.problems()), e.problems());
    }
  }

  /**
   * Reads a dataflow and replaces its modules by the nodes that they stand for.
   *
   * @param title what has failed if the modules cannot be used
   * @throws CliException if the file cannot be opened or holds no dataflow, or for its modules
   */
  public static ParsedDescriptor readFlat(
      Path file, Map<String, String> environment, String title) {
    return flat(read(file, environment), file, environment, title);
  }

  /**
   * Reads a dataflow with its packages replaced, as the last build has left it.
   *
   * @param text what was remembered
   * @param file where, for messages
   * @throws CliException if it holds no dataflow
   */
  public static ParsedDescriptor remembered(
      String text, Path file, Map<String, String> environment) {
    try {
      return DescriptorParser.parse(text, file.toString(), environment);
    } catch (DescriptorException e) {
      throw CliException.ofProblems(
          counted("failed to read dataflow at `" + file + "`", e.problems()), e.problems());
    }
  }

  /**
   * Replaces the modules of a dataflow by the nodes that they stand for.
   *
   * @param title what has failed if they cannot be used
   * @throws CliException in that case
   */
  static ParsedDescriptor flat(
      ParsedDescriptor written, Path file, Map<String, String> environment, String title) {
    Path parent = file.getParent();
    try {
      return Modules.expand(written, parent == null ? Path.of(".") : parent, environment);
    } catch (ModuleException e) {
      throw CliException.ofProblems(counted(title, e.problems()), e.problems());
    }
  }

  /**
   * Checks a module's file on its own.
   *
   * @throws CliException if the file cannot be opened, or is wrong
   */
  static void checkModule(Path file, Map<String, String> environment) {
    try {
      Modules.check(file, environment);
    } catch (DescriptorException e) {
      throw CliException.failure(e.stage() + ": " + e.file() + ": " + e.reason());
    } catch (ModuleException e) {
      String title = "module file is not valid: " + file;
      throw CliException.ofProblems(counted(title, e.problems()), e.problems());
    }
  }

  private static String counted(String headline, List<Problem> problems) {
    return problems.size() == 1 ? headline : headline + ": " + problems.size() + " errors";
  }

  /**
   * Checks a dataflow's wiring and settings; tells of all that is wrong at once.
   *
   * @param title what has failed, given the kind of the first error
   * @return the warnings, those of reading the file included
   * @throws CliException if there is an error
   */
  public static List<Problem> check(ParsedDescriptor parsed, Function<Finding.Kind, String> title) {
    List<Problem> errors = new ArrayList<>();
    List<Problem> warnings = new ArrayList<>(parsed.warnings());
    String headline = "";
    for (Finding finding : DescriptorCheck.findings(parsed.descriptor())) {
      if (finding.isError()) {
        headline = errors.isEmpty() ? title.apply(finding.kind()) : headline;
        errors.add(parsed.problem(finding));
      } else {
        warnings.add(parsed.problem(finding));
      }
    }
    if (!errors.isEmpty()) {
      throw CliException.ofProblems(counted(headline, errors), errors);
    }
    for (Finding finding : BuildLineCheck.findings(parsed.descriptor())) {
      warnings.add(parsed.problem(finding));
    }
    return warnings;
  }

  /** Warns of each problem, its place first. */
  public static void warn(Console console, List<Problem> warnings) {
    for (Problem warning : warnings) {
      console.warn(warning.toString());
    }
  }
}
