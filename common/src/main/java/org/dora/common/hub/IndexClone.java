package org.dora.common.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.dora.common.files.FolderDeletion;

/** The clone of one index in the user's cache, which the released program uses, too. */
final class IndexClone {
  /** Says what the clone is one of, so that a changed configuration is noticed. */
  private static final String SOURCE_MARKER = ".dora-index-source";

  /** Says that the clone was finished. */
  private static final String COMPLETE_MARKER = ".dora-clone-complete";

  private static final int SHORT_COMMIT = 12;
  private static final String REMOTE_HEAD = "refs/remotes/origin/HEAD";

  private final HubIndex index;
  private final String git;
  private final Path folder;

  IndexClone(HubIndex index, String git, Path folder) {
    this.index = index;
    this.git = git;
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Whether there is a whole clone of the repository that is configured. */
  boolean isUsable() {
    return exists() && isOfConfiguredSource() && isComplete();
  }

  private boolean exists() {
    return Files.exists(folder.resolve(".git"));
  }

  private boolean isComplete() {
    return Files.exists(folder.resolve(COMPLETE_MARKER))
        || Files.isDirectory(folder.resolve(index.folder()));
  }

  private String source() {
    return git + "\n" + index.folder();
  }

  private boolean isOfConfiguredSource() {
    try {
      return Files.readString(folder.resolve(SOURCE_MARKER)).equals(source());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Refuses to be used if nothing is cached that could be.
   *
   * @throws HubException in that case
   */
  void requireUsable() {
    if (!exists()) {
      throw HubException.withHints(
          "index `" + index.alias() + "` is not cached and `--offline` is set",
          List.of("run once with network access to populate the cache"));
    }
    if (!isOfConfiguredSource()) {
      throw HubException.withHints(
          "cached index `"
              + index.alias()
              + "` is for a different source than configured and `--offline` is set",
          List.of("run once with network access to refresh the cache"));
    }
    if (!isComplete()) {
      throw new HubException(
          "cached index `"
              + index.alias()
              + "` is incomplete (interrupted clone) and `--offline` is set — re-run once with"
              + " network access to repair it");
    }
  }

  /**
   * Makes the clone, or brings it up to date; blocks.
   *
   * @param warnings hears of rewritten history
   * @throws HubException if git fails
   */
  void refresh(List<String> warnings) {
    if (!exists()) {
      make();
    } else if (!isUsable() || !Git.succeeds(folder, "rev-parse", "HEAD")) {
      warnings.add("cached index `" + index.alias() + "` was incomplete — re-cloning");
      make();
    } else {
      update(warnings);
    }
  }

  private void make() {
    try {
      FolderDeletion.delete(folder);
      Files.createDirectories(Objects.requireNonNull(folder.getParent(), "it is in the cache"));
      String _ = Git.run(null, "clone", "--no-checkout", "--quiet", "--", git, folder.toString());
      var _ = Git.succeeds(folder, "sparse-checkout", "set", index.folder());
      String _ = Git.run(folder, "checkout", "--quiet");
      Files.writeString(folder.resolve(SOURCE_MARKER), source(), UTF_8);
      Files.writeString(folder.resolve(COMPLETE_MARKER), "", UTF_8);
    } catch (IOException | HubException e) {
      throw new HubException("failed to clone index `" + index.alias() + "`", e);
    }
  }

  private void update(List<String> warnings) {
    try {
      String before = Git.run(folder, "rev-parse", "HEAD");
      String _ = Git.run(folder, "fetch", "--quiet", "origin");
      var _ = Git.succeeds(folder, "remote", "set-head", "origin", "--auto");
      String now = Git.run(folder, "rev-parse", REMOTE_HEAD);
      if (now.equals(before)) {
        return;
      }
      if (!Git.succeeds(folder, "merge-base", "--is-ancestor", before, now)) {
        warnings.add(
            "index `"
                + index.alias()
                + "` history was rewritten or rolled back ("
                + shortened(before)
                + " -> "
                + shortened(now)
                + ") — a replayed index can hide yanked versions; verify the index source if this"
                + " is unexpected");
      }
      String _ = Git.run(folder, "reset", "--hard", "--quiet", now);
    } catch (HubException e) {
      throw new HubException("failed to refresh index `" + index.alias() + "`", e);
    }
  }

  private static String shortened(String commit) {
    return commit.substring(0, Math.min(commit.length(), SHORT_COMMIT));
  }
}
