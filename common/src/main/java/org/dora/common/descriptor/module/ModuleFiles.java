package org.dora.common.descriptor.module;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dora.common.descriptor.DescriptorException;
import org.dora.common.descriptor.ModuleFile;
import org.dora.common.descriptor.ModuleReader;
import org.dora.common.descriptor.Problem;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/** The files of modules, each read and its header checked once however often it is used. */
final class ModuleFiles {
  private final Map<String, String> environment;
  private final Problems problems;
  private final Map<Path, Optional<ModuleFile>> read = new HashMap<>();

  ModuleFiles(Map<String, String> environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /**
   * Returns a module, or null if its file cannot be read.
   *
   * @param shown what messages call the file
   * @param user the node that names it; null if the command line does
   */
  @Nullable ModuleFile read(Path file, String shown, @Nullable PlacedNode user) {
    Optional<ModuleFile> known = read.get(file);
    if (known == null) {
      known = Optional.ofNullable(readNew(file, shown, user));
      read.put(file, known);
    }
    return known.orElse(null);
  }

  /** Returns all that was read. */
  List<ModuleFile> all() {
    return read.values().stream().flatMap(Optional::stream).toList();
  }

  private @Nullable ModuleFile readNew(Path file, String shown, @Nullable PlacedNode user) {
    try {
      ModuleFile module = ModuleReader.read(file, shown, environment);
      checkHeader(module);
      return module;
    } catch (DescriptorException e) {
      e.problems().forEach(problems::add);
      if (e.problems().isEmpty()) {
        if (user == null) {
          throw e;
        }
        String message = e.stage() + ": " + e.file() + ": " + e.reason();
        problems.add(user.problemAt("module", message));
      }
      return null;
    }
  }

  private void checkHeader(ModuleFile module) {
    ModuleFile.Header header = module.header();
    requireDifferent(module, "inputs", header.inputs());
    requireDifferent(module, "inputs_optional", header.optionalInputs());
    requireDifferent(module, "outputs", header.outputs());
    for (int i = 0; i < header.optionalInputs().size(); i++) {
      DataId port = header.optionalInputs().get(i);
      if (header.inputs().contains(port)) {
        String message = "input `" + port + "` is declared as both required and optional";
        refuse(module, "inputs_optional", i, message);
      }
    }
  }

  private void requireDifferent(ModuleFile module, String key, List<DataId> ports) {
    Set<DataId> seen = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      if (!seen.add(ports.get(i))) {
        refuse(module, key, i, "has duplicate `" + key + "` entry `" + ports.get(i) + "`");
      }
    }
  }

  private void refuse(ModuleFile module, String key, int index, String message) {
    problems.add(
        Problem.at(
            module.source(),
            "module." + key + "[" + index + "]",
            "module `" + module.header().name() + "` " + message));
  }
}
