package org.dora.common.types;

import java.util.List;
import org.dora.common.descriptor.Problem;

/**
 * What is to be said of a dataflow's types.
 *
 * @param notes whose manifests have filled in types
 * @param inferences types of inputs that follow from those of outputs
 * @param warnings in the released program's words and order; errors under strict types
 */
public record TypeReport(List<String> notes, List<String> inferences, List<Problem> warnings) {
  /** Nothing to say, for instance of a dataflow without annotations. */
  public static final TypeReport EMPTY = new TypeReport(List.of(), List.of(), List.of());

  public TypeReport {
    notes = List.copyOf(notes);
    inferences = List.copyOf(inferences);
    warnings = List.copyOf(warnings);
  }
}
