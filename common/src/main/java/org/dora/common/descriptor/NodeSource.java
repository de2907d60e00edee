package org.dora.common.descriptor;

import org.jspecify.annotations.Nullable;

/**
 * Where a node's program comes from and how it is built, as written (dataflow.md sections 5.4, 5.5
 * and 8).
 *
 * @param build commands, one in each line; null if the key is absent
 * @param git address of a repository
 * @param hub a package of the hub, {@code acme/camera@^1.0}
 * @param branch of the repository
 * @param tag of the repository
 * @param rev commit or reference of the repository
 */
public record NodeSource(
    @Nullable String build,
    @Nullable String git,
    @Nullable String hub,
    @Nullable String branch,
    @Nullable String tag,
    @Nullable String rev) {
  /** A program that lies where it is and is not built. */
  public static final NodeSource LOCAL = new NodeSource(null, null, null, null, null, null);

  /** Returns this with other build commands. */
  public NodeSource withBuild(@Nullable String commands) {
    return new NodeSource(commands, git, hub, branch, tag, rev);
  }
}
