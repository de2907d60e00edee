package org.dora.daemon.spawn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dora.common.id.NodeId;

/**
 * The Python environment that belongs to one node, as a build with {@code --uv} makes it and the
 * node is then run in (dataflow.md section 8.3).
 *
 * @param directory the virtual environment
 */
public record ManagedPython(Path directory) {
  /** Returns where the environment of a node is, whether it exists or not. */
  public static Path pathOf(Path workingDirectory, NodeId node) {
    return workingDirectory.resolve(".dora").resolve("python-envs").resolve(node.value());
  }

  /** Returns the interpreter. */
  public Path interpreter() {
    return programs().resolve("python");
  }

  /** Whether the environment was made. */
  public boolean exists() {
    return Files.isRegularFile(interpreter());
  }

  /**
   * Returns the interpreter.
   *
   * @throws PrepareException if the environment was not made
   */
  Path existingInterpreter() {
    if (!exists()) {
      throw new PrepareException(
          "managed Python interpreter `"
              + interpreter()
              + "` is missing; run `dora build --uv` first");
    }
    return interpreter();
  }

  /** Returns variables with which all programs of the environment are found first. */
  public Map<String, String> apply(Map<String, String> environment) {
    Map<String, String> inside = new LinkedHashMap<>(environment);
    inside.put("VIRTUAL_ENV", directory.toString());
    String path = environment.getOrDefault("PATH", "");
    inside.put("PATH", path.isEmpty() ? programs().toString() : programs() + ":" + path);
    return inside;
  }

  private Path programs() {
    return directory.resolve("bin");
  }
}
