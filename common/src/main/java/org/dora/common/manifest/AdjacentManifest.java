package org.dora.common.manifest;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.dora.common.descriptor.NodeDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the manifest that lies beside a node's program or above it, within the folder of the
 * dataflow. Only looks for files, so that most dataflows need nothing else of this package.
 */
final class AdjacentManifest {
  private AdjacentManifest() {}

  /**
   * Returns the absolute path of a node's program, or null if it is none of this folder: a
   * download, out of a repository, elsewhere.
   *
   * @param folder of the dataflow, absolute and without {@code ..}
   */
  static @Nullable Path program(NodeDescriptor node, Path folder) {
    String path = node.program().path();
    if (path == null
        || path.startsWith("http://")
        || path.startsWith("https://")
        || node.source().git() != null
        || node.composition().operators() != null
        || node.composition().operator() != null
        || node.composition().ros2() != null) {
      return null;
    }
    try {
      Path program = folder.resolve(path).normalize();
      return program.startsWith(folder) ? program : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Returns the nearest manifest, or null if there is none. */
  static @Nullable Path of(Path program, Path folder) {
    for (Path at = program.getParent(); at != null && at.startsWith(folder); at = at.getParent()) {
      Path manifest = at.resolve(NodeManifest.FILE_NAME);
      if (Files.isRegularFile(manifest)) {
        return manifest;
      }
    }
    return null;
  }
}
