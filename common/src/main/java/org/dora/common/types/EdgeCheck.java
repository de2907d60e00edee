package org.dora.common.types;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/** Checks that the type of each input takes the type of the output that it comes from. */
final class EdgeCheck {
  private final TypeLibrary library;
  private final Compatibility compatibility;
  private final boolean strict;
  private final List<Finding> warnings;
  private final List<String> inferences;

  /** What outputs declare, known or not, by {@code node/output}. */
  private final Map<String, String> declared = new HashMap<>();

  EdgeCheck(
      TypeLibrary library,
      Compatibility compatibility,
      boolean strict,
      List<Finding> warnings,
      List<String> inferences) {
    this.library = library;
    this.compatibility = compatibility;
    this.strict = strict;
    this.warnings = warnings;
    this.inferences = inferences;
  }

  void declare(PortOwner owner) {
    for (Map.Entry<DataId, String> type : owner.ports().outputTypes().entrySet()) {
      for (String name : owner.names(type.getKey())) {
        declared.put(name, type.getValue());
      }
    }
  }

  void check(PortOwner owner) {
    for (Map.Entry<DataId, InputDescriptor> input : owner.ports().inputs().entrySet()) {
      DataId id = input.getKey();
      String expected = owner.ports().inputTypes().get(id);
      switch (input.getValue().source()) {
        case InputMapping.User source -> edge(owner, id, source, expected);
        case InputMapping.Timer _ -> timer(owner, id, expected);
        // Log lines are JSON text, whatever is said of the input.
        case InputMapping.Logs _ -> {}
      }
    }
  }

  private void edge(
      PortOwner owner, DataId input, InputMapping.User source, @Nullable String expected) {
    String type = declared.get(source.toString());
    if (type == null) {
      if (strict && expected != null) {
        warn(
            owner,
            input,
            "input \""
                + input
                + "\" expects type \""
                + expected
                + "\" but upstream "
                + source
                + " has no type annotation");
      }
    } else if (library.knows(type)) {
      if (expected == null) {
        inferences.add(
            "inferred " + type + " on " + owner.label() + "/" + input + " (from " + source + ")");
      } else if (!compatibility.allows(type, expected)) {
        String provides = "upstream " + source + " declares \"" + type + "\"";
        warn(owner, input, mismatch(input, provides, expected) + structural(type, expected));
      }
    }
  }

  private void timer(PortOwner owner, DataId input, @Nullable String expected) {
    if (expected != null && !compatibility.allows(StandardTypes.TIMER, expected)) {
      String provides = "timer provides \"" + StandardTypes.TIMER + "\"";
      warn(owner, input, mismatch(input, provides, expected));
    }
  }

  private static String mismatch(DataId input, String provides, String expected) {
    return "type mismatch on input \""
        + input
        + "\": "
        + provides
        + ", but expected \""
        + expected
        + "\"";
  }

  /** What a structure lacks that another one has; empty if it lacks nothing or either is none. */
  private String structural(String actual, String expected) {
    ShapeResolver resolver = new ShapeResolver(library);
    Optional<ArrowShape.Struct> wanted = resolver.struct(expected);
    Optional<ArrowShape.Struct> given = resolver.struct(actual);
    if (wanted.isEmpty() || given.isEmpty()) {
      return "";
    }
    for (ArrowShape.Field field : wanted.get().fields()) {
      ArrowShape shape = given.get().shapeOf(field.name());
      if (shape == null) {
        return " (missing field \"" + field.name() + "\")";
      }
      if (!shape.equals(field.shape())) {
        return " (field \""
            + field.name()
            + "\" type mismatch: expected "
            + field.shape()
            + ", got "
            + shape
            + ")";
      }
    }
    return "";
  }

  private void warn(PortOwner owner, DataId input, String message) {

    warnings.add(TypeCheck.warning(owner, ".input_types." + input, message));
  }
}
