package org.dora.cli.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import org.dora.common.hub.HubResolution;
import org.dora.common.manifest.ContractCheck;
import org.dora.common.types.TypeReport;
import org.dora.common.types.UserTypes;
import org.dora.common.types.UserTypesException;

/** Tells of types that do not fit, before anything is built (dataflow.md sections 1 and 10). */
public final class BuildTypeCheck {
  private BuildTypeCheck() {}

  /**
   * Warns of what the type check found.
   *
   * @param hub a dataflow whose packages have been replaced, with warnings of that
   * @param file of the dataflow, in whose folder its own types are
   * @param strict whether that is an error; the dataflow may say so, too
   * @param notes takes what is no warning: types that were inferred
   * @throws CliException in that case, or if the dataflow's own types cannot be read
   */
  public static void check(
      HubResolution hub, Path file, boolean strict, Console console, Consumer<String> notes) {
    ParsedDescriptor parsed = hub.dataflow();
    hub.warnings().forEach(warning -> console.err().println("  warning: " + warning));
    boolean asErrors = strict || Boolean.TRUE.equals(parsed.descriptor().strictTypes());
    TypeReport report = report(hub, file, asErrors);
    report.notes().forEach(note -> notes.accept("  " + note));
    report.inferences().forEach(inference -> notes.accept("  " + inference));
    List<Problem> warnings = report.warnings();
    if (warnings.isEmpty()) {
      return;
    }
    if (asErrors) {
      throw CliException.ofProblems(
          warnings.size() + " type error(s) found (strict mode)", warnings);
    }
    for (Problem warning : warnings) {
      console.err().println("  warning: " + warning);
    }
    console.err().println(warnings.size() + " type warning(s) found.");
    console.err().println("  hint: use --strict-types to fail on type warnings");
  }

  private static TypeReport report(HubResolution hub, Path file, boolean strict) {
    Path folder = Objects.requireNonNullElse(file.getParent(), Path.of("."));
    try {
      return ContractCheck.report(hub.dataflow(), folder, hub.with(UserTypes.load(folder)), strict);
    } catch (UserTypesException e) {
      throw CliException.ofProblems("failed to load user types", e.problems());
    }
  }
}
