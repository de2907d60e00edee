package org.dora.common.descriptor.module;

import java.nio.file.Path;
import java.util.Map;
import org.dora.common.descriptor.DescriptorException;
import org.dora.common.descriptor.ParsedDescriptor;

/** What commands do with modules. */
public final class Modules {
  private Modules() {}

  /**
   * Returns a dataflow without modules. Each node keeps the place that it was written in, so that
   * what is said of it later shows the module's file.
   *
   * @param folder the one that the dataflow's file is in, as it was given
   * @param environment that of this process, for {@code $NAME} in env values
   * @throws ModuleException if there is anything wrong with the modules
   */
  public static ParsedDescriptor expand(
      ParsedDescriptor parsed, Path folder, Map<String, String> environment) {
    boolean any =
        parsed.descriptor().nodes().stream().anyMatch(node -> node.composition().module() != null);
    return any ? new Expansion(parsed, folder, environment).run() : parsed;
  }

  /**
   * Checks a module's file on its own, and the files of the modules that it uses.
   *
   * @throws DescriptorException if the file cannot be opened
   * @throws ModuleException if there is anything wrong with them
   */
  public static void check(Path file, Map<String, String> environment) {
    new ModuleCheck(environment).check(file);
  }
}
