package org.dora.common.types;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.dora.common.descriptor.Finding;
import org.dora.common.id.DataId;

/** Checks what a node or operator says of its own ports. */
final class PortCheck {
  private final TypeLibrary library;
  private final List<Finding> warnings;

  PortCheck(TypeLibrary library, List<Finding> warnings) {
    this.library = library;
    this.warnings = warnings;
  }

  void check(PortOwner owner) {
    types(owner, "output", owner.ports().outputTypes(), owner.ports().outputs());
    types(owner, "input", owner.ports().inputTypes(), owner.ports().inputs().keySet());
    for (DataId output : owner.ports().outputMetadata().keySet()) {
      if (!owner.ports().outputs().contains(output)) {
        warn(
            owner,
            ".output_metadata." + output,
            "output_metadata key \"" + output + "\" not found in outputs list");
      }
    }
    pattern(owner);
  }

  private void types(
      PortOwner owner, String kind, SortedMap<DataId, String> types, Collection<DataId> ports) {
    for (Map.Entry<DataId, String> type : types.entrySet()) {
      DataId port = type.getKey();
      String path = "." + kind + "_types." + port;
      if (!ports.contains(port)) {
        warn(owner, path, kind + "_types key \"" + port + "\" not found in " + kind + "s list");
      }
      if (!library.knows(type.getValue())) {
        String unknown =
            "unknown type \"" + type.getValue() + "\" on " + kind + " \"" + port + "\"";
        String advice =
            library
                .suggestion(type.getValue())
                .map(known -> " (did you mean \"" + known + "\"?)")
                .orElse("");
        warn(owner, path, unknown + advice);
      }
    }
  }

  private void pattern(PortOwner owner) {
    String pattern = owner.ports().pattern();
    if (pattern == null) {
      return;
    }
    switch (pattern) {
      case "service-server", "service-client", "action-server", "action-client" -> {}
      default ->
          warn(
              owner,
              ".pattern",
              "unknown pattern \""
                  + pattern
                  + "\", expected one of: service-server, service-client, action-server,"
                  + " action-client");
    }
  }

  private void warn(PortOwner owner, String key, String message) {
    warnings.add(TypeCheck.warning(owner, key, message));
  }
}
