package org.dora.common.session;

import org.dora.common.codec.Json;
import org.dora.common.codec.Omit;
import org.jspecify.annotations.Nullable;

/**
 * The commit that a node with {@code git} is built from.
 *
 * @param repo address of the repository, as the descriptor has it
 * @param commitHash what the branch, tag or revision stood for; the id of the tag's own object for
 *     an annotated tag
 * @param subdir folder of the repository that holds the node; null for all of it
 * @param hub the package that the node was taken from, or null
 */
@Json
public record GitSource(
    String repo,
    String commitHash,
    @Omit @Nullable String subdir,
    @Omit @Nullable HubProvenance hub) {
  /** A source that the descriptor names itself. */
  public static GitSource of(String repo, String commitHash) {
    return new GitSource(repo, commitHash, null, null);
  }

  /** Whether both are found in one clone. */
  public boolean sharesCloneWith(GitSource other) {
    return repo.equals(other.repo) && commitHash.equals(other.commitHash);
  }
}
