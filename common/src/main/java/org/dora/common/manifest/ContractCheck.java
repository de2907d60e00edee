package org.dora.common.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import org.dora.common.types.PortOwner;
import org.dora.common.types.TypeCheck;
import org.dora.common.types.TypeLibrary;
import org.dora.common.types.TypeReport;
import org.dora.common.types.UserTypes;

/**
 * Checks the type annotations of a dataflow together with the manifests of its nodes. Most
 * dataflows have neither, so that is found out first and nothing else is loaded for it.
 */
public final class ContractCheck {
  private ContractCheck() {}

  /**
   * Returns what is to be said of a dataflow whose wiring is good.
   *
   * @param folder of the dataflow
   * @param userTypes of the dataflow
   * @param strict whether an input with a type must come from an output with one
   */
  public static TypeReport report(
      ParsedDescriptor dataflow, Path folder, UserTypes userTypes, boolean strict) {
    Path root = folder.toAbsolutePath().normalize();
    if (!PortOwner.anyAnnotation(dataflow.descriptor()) && !anyManifest(dataflow, root)) {
      return TypeReport.EMPTY;
    }
    TypeLibrary library = TypeLibrary.standard().with(userTypes.types());
    ManifestContracts contracts = ManifestContracts.apply(dataflow, root, library);
    TypeCheck check =
        TypeCheck.of(
            PortOwner.of(dataflow.descriptor(), contracts.ports()),
            dataflow.descriptor().typeRules(),
            contracts.library(),
            strict);
    List<Problem> warnings = new ArrayList<>();
    for (Finding finding : contracts.warnings()) {
      warnings.add(dataflow.problem(finding));
    }
    for (Finding finding : check.warnings()) {
      warnings.add(dataflow.problem(finding));
    }
    return new TypeReport(contracts.notes(), check.inferences(), warnings);
  }

  private static boolean anyManifest(ParsedDescriptor dataflow, Path folder) {
    for (NodeDescriptor node : dataflow.descriptor().nodes()) {
      Path program = AdjacentManifest.program(node, folder);
      if (program != null && AdjacentManifest.of(program, folder) != null) {
        return true;
      }
    }
    return false;
  }
}
