package org.dora.common.descriptor.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.dora.common.descriptor.DescriptorException;
import org.jspecify.annotations.Nullable;

/**
 * Paths that a module names, seen from the dataflow's folder, which none may leave. Symbolic links
 * inside the folder may lead elsewhere, but no {@code ..} leads back over one (dataflow.md section
 * 6.2).
 */
final class ModulePaths {
  private final Path folder;
  private final Path base;
  private final Problems problems;

  /**
   * @param folder the dataflow's, as given
   */
  ModulePaths(Path folder, Problems problems) {
    this.folder = folder;
    this.base = absolute(folder);
    this.problems = problems;
  }

  /**
   * A module's file.
   *
   * @param file absolute, symbolic links as they are
   * @param real the same without any
   */
  record Located(Path file, Path real) {
    Path directory() {
      return Objects.requireNonNull(file.getParent(), "a file is in a folder");
    }
  }

  /** The dataflow's folder, absolute. */
  Path base() {
    return base;
  }

  /** Returns a file of a module as its user would name it from where the command was started. */
  String shown(Path file) {
    Path relative = base.relativize(file);
    return (folder.toString().equals(".") ? relative : folder.resolve(relative)).toString();
  }

  /**
   * Finds the file that a node's {@code module} key names; returns null if it is not to be had.
   *
   * @param directory of the file in which the node stands
   */
  @Nullable Located locate(PlacedNode user, Path directory) {
    String reference = user.node().composition().module();
    if (reference == null) {
      throw new IllegalStateException("node `" + user.node().id() + "` is no module");
    }
    try {
      return located(user, directory, reference);
    } catch (InvalidPathException e) {
      refuse(user, "module path `" + reference + "` is no path: " + e.getReason());
      return null;
    }
  }

  private @Nullable Located located(PlacedNode user, Path directory, String reference) {
    String node = " (node `" + user.node().id() + "`)";
    if (reference.startsWith("/") || Path.of(reference).isAbsolute()) {
      return refuse(user, "module path `" + reference + "` must be relative" + node);
    }
    Walk walk = walk(directory, Path.of(reference));
    if (walk.wentBackOverLink) {
      return refuse(user, "module path `" + reference + "` escapes the project directory" + node);
    }
    Path asWritten = (directory.equals(base) ? folder : directory).resolve(Path.of(reference));
    try {
      Path real = directory.resolve(reference).toRealPath();
      if (!walk.end.startsWith(base)) {
        return refuse(user, "module path `" + reference + "` escapes the project directory" + node);
      }
      if (!walk.passedLink && !real.startsWith(base.toRealPath())) {
        return refuse(
            user,
            "module path `" + reference + "` physically escapes the project directory" + node);
      }
      return new Located(walk.end, real);
    } catch (IOException e) {
      return refuse(
          user, "module file not found: " + asWritten + ": " + DescriptorException.reasonOf(e));
    }
  }

  /**
   * Returns the path of an inner node's program from the dataflow's folder; what is no file of the
   * project stays as it is.
   *
   * @param key the keys that lead to the path from the node
   * @param directory of the module's file
   */
  String relocated(String path, PlacedNode inner, String key, Path directory) {
    if (path.equals("dynamic")
        || path.equals("shell")
        || path.startsWith("http://")
        || path.startsWith("https://")
        || path.startsWith("/")) {
      return path;
    }
    Path resolved;
    try {
      resolved = directory.resolve(path).normalize();
    } catch (InvalidPathException e) {
      return path; // the check for the file tells of it
    }
    if (!resolved.startsWith(base)) {
      problems.add(
          inner.problemAt(
              key,
              "module node `"
                  + inner.node().id()
                  + "` path `"
                  + path
                  + "` resolves outside the project directory (resolved to `"
                  + resolved
                  + "`)"));
      return path;
    }
    return base.relativize(resolved).toString();
  }

  private @Nullable Located refuse(PlacedNode user, String message) {
    problems.add(user.problemAt("module", message));
    return null;
  }

  /** What a reference comes across on its way from a folder. */
  private static final class Walk {
    Path end;
    boolean passedLink;
    boolean wentBackOverLink;

    Walk(Path start) {
      end = start;
    }
  }

  private Walk walk(Path directory, Path reference) {
    Walk walk = new Walk(directory);
    for (Path name : reference) {
      switch (name.toString()) {
        case "", "." -> {}
        case ".." -> {
          boolean inside = walk.end.startsWith(base) && !walk.end.equals(base);
          walk.wentBackOverLink |= inside && Files.isSymbolicLink(walk.end);
          Path parent = walk.end.getParent();
          walk.end = parent == null ? walk.end : parent;
        }
        default -> {
          walk.end = walk.end.resolve(name);
          walk.passedLink |= Files.isSymbolicLink(walk.end);
        }
      }
    }
    return walk;
  }

  private static Path absolute(Path folder) {
    Path absolute = folder.toAbsolutePath();
    for (Path name : folder) {
      if (name.toString().equals("..")) {
        try {
          return absolute.toRealPath();
        } catch (IOException e) {
          break; // the modules will not be found there
        }
      }
    }
    return absolute.normalize();
  }
}
