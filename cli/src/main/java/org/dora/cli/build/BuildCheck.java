package org.dora.cli.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.DataflowFile;
import org.dora.common.descriptor.BuildLineCheck;
import org.dora.common.descriptor.DescriptorCheck;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import org.dora.common.hub.HubResolution;

/** Says whether a dataflow can be built. */
public final class BuildCheck {
  private BuildCheck() {}

  /**
   * Refuses what cannot be built; warns of what will only keep the dataflow from running, since the
   * released program builds such dataflows.
   *
   * @param hub a dataflow whose packages have been replaced
   * @param file of the dataflow
   * @param strictTypes whether types that do not fit are an error
   * @param notes takes what is no warning
   * @throws CliException if it cannot be built
   */
  public static void check(
      HubResolution hub, Path file, boolean strictTypes, Console console, Consumer<String> notes) {
    ParsedDescriptor parsed = hub.dataflow();
    List<Problem> errors = new ArrayList<>();
    List<Problem> warnings = new ArrayList<>(parsed.warnings());
    List<Finding> findings = new ArrayList<>(DescriptorCheck.findings(parsed.descriptor()));
    findings.addAll(BuildLineCheck.findings(parsed.descriptor()));
    for (Finding finding : findings) {
      (keepsFromBuilding(finding) ? errors : warnings).add(parsed.problem(finding));
    }
    if (!errors.isEmpty()) {
      throw CliException.ofProblems("failed to resolve nodes", errors);
    }
    DataflowFile.warn(console, warnings);
    BuildTypeCheck.check(hub, file, strictTypes, console, notes);
  }

  /** Whether it is not even clear what the nodes are, unlike where their inputs come from. */
  private static boolean keepsFromBuilding(Finding finding) {
    return finding.kind() == Finding.Kind.RESOLUTION || finding.kind() == Finding.Kind.HUB;
  }
}
