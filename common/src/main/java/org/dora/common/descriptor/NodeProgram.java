package org.dora.common.descriptor;

import org.jspecify.annotations.Nullable;

/**
 * What a node runs, as written (dataflow.md section 5.1).
 *
 * @param path the {@code path} key; null if the node has none, which {@link DescriptorCheck}
 *     refuses
 * @param sha256 expected digest of a downloaded program
 * @param args the {@code args} key, not yet split
 */
public record NodeProgram(@Nullable String path, @Nullable String sha256, @Nullable String args) {
  /**
   * What {@code path} means.
   *
   * @throws IllegalStateException if there is none
   */
  public Kind kind() {
    if (path == null) {
      throw new IllegalStateException("the node has no path");
    }
    if (path.equals("dynamic")) {
      return new Kind.Dynamic();
    }
    if (path.equals("shell")) {
      return new Kind.Shell(args == null ? "" : args);
    }
    if (path.startsWith("http://") || path.startsWith("https://")) {
      return new Kind.Download(path, sha256);
    }
    return new Kind.File(path);
  }

  /** Whether the node connects on its own instead of being started. */
  public boolean isDynamic() {
    return "dynamic".equals(path);
  }

  /** The meanings of {@code path}. */
  public sealed interface Kind {
    /** Nothing is started: the node connects on its own. */
    record Dynamic() implements Kind {}

    /** A script for {@code sh -c}. */
    record Shell(String script) implements Kind {}

    /** A program to download. */
    record Download(String url, @Nullable String sha256) implements Kind {}

    /** A file, or the name of a program on the PATH. */
    record File(String path) implements Kind {}
  }
}
