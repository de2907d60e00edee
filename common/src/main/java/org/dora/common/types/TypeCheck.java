package org.dora.common.types;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.TypeRule;

/**
 * Checks the type annotations of a dataflow in the released program's order: what each node says of
 * its ports, then each connection (dataflow.md section 10).
 *
 * @param inferences types of inputs that follow from those of outputs
 * @param warnings what does not fit
 */
public record TypeCheck(List<String> inferences, List<Finding> warnings) {
  public TypeCheck {
    inferences = List.copyOf(inferences);
    warnings = List.copyOf(warnings);
  }

  /**
   * @param owners all nodes and operators
   * @param rules the dataflow's own conversions
   * @param strict whether an input with a type must come from an output with one
   */
  public static TypeCheck of(
      List<PortOwner> owners, List<TypeRule> rules, TypeLibrary library, boolean strict) {
    List<Finding> warnings = new ArrayList<>();
    List<String> inferences = new ArrayList<>();
    PortCheck ports = new PortCheck(library, warnings);
    EdgeCheck edges =
        new EdgeCheck(library, new Compatibility(rules), strict, warnings, inferences);
    for (PortOwner owner : owners) {
      ports.check(owner);
      edges.declare(owner);
    }
    for (PortOwner owner : owners) {
      edges.check(owner);
    }
    return new TypeCheck(inferences, warnings);
  }

  static Finding warning(PortOwner owner, String key, String message) {
    return Finding.warning(owner.path() + key, "node \"" + owner.label() + "\": " + message);
  }
}
