package org.dora.cli.build;

import java.util.List;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.common.descriptor.ParsedDescriptor;

/** Tells of types that do not fit, before anything is built (dataflow.md sections 1 and 10). */
public final class TypeReport {
  private TypeReport() {}

  /**
   * Warns of what the type check found.
   *
   * @param strict whether that is an error; the dataflow may say so, too
   * @throws CliException in that case
   */
  public static void check(ParsedDescriptor parsed, boolean strict, Console console) {
    List<String> warnings = warnings(parsed);
    if (warnings.isEmpty()) {
      return;
    }
    for (String warning : warnings) {
      console.err().println("  warning: " + warning);
    }
    if (strict || Boolean.TRUE.equals(parsed.descriptor().strictTypes())) {
      throw CliException.failure(warnings.size() + " type error(s) found (strict mode)");
    }
    console.err().println(warnings.size() + " type warning(s) found.");
    console.err().println("  hint: use --strict-types to fail on type warnings");
  }

  /** The place where the check of type annotations plugs in; without it types always fit. */
  private static List<String> warnings(ParsedDescriptor parsed) {
    return List.of();
  }
}
