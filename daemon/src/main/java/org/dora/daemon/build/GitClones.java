package org.dora.daemon.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.NodeId;
import org.dora.common.session.GitSource;
import org.jspecify.annotations.Nullable;

/**
 * The clones that nodes are built in: one folder for each commit, made by one rename when it is
 * complete (dataflow.md section 5.4). Safe for use by any thread.
 */
final class GitClones {
  private final GitProgram git;
  private final BuildListener listener;
  private final Map<Path, CompletableFuture<Path>> ofThisBuild = new ConcurrentHashMap<>();

  GitClones(GitProgram git, BuildListener listener) {
    this.git = git;
    this.listener = listener;
  }

  /**
   * Returns the folder that holds the commit of a node; blocks.
   *
   * @throws BuildException if the commit cannot be had
   */
  Path checkOut(NodeId node, BuildRequest request) {
    GitSource source = request.sources().get(node);
    if (source == null) {
      throw new IllegalArgumentException("node `" + node + "` has no git source");
    }
    if (!GitCommits.isCommit(source.commitHash())) {
      throw new BuildException("`" + source.commitHash() + "` is no commit of " + source.repo());
    }
    Path base = request.directory().resolve("git");
    Path folder = RepositoryUrl.parse(source.repo()).cloneOf(source.commitHash(), base);
    CompletableFuture<Path> mine = new CompletableFuture<>();
    CompletableFuture<Path> others = ofThisBuild.putIfAbsent(folder, mine);
    if (others != null) {
      return reuse(node, await(others));
    }
    try {
      mine.complete(make(node, request, source, folder));
      return folder;
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static Path await(CompletableFuture<Path> clone) {
    try {
      return clone.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof BuildException failure ? failure : e;
    }
  }

  private Path reuse(NodeId node, Path folder) {
    say(node, LogLevel.INFO, "reusing up-to-date " + folder);
    return folder;
  }

  private Path make(NodeId node, BuildRequest request, GitSource source, Path folder) {
    GitClone clone = new GitClone(git, source, folder);
    if (Files.exists(folder)) {
      clone.verify();
      return reuse(node, folder);
    }
    Path previous = previousClone(node, request, source);
    if (previous != null) {
      say(node, LogLevel.INFO, "fetching changes into a clone that was " + previous);
      try {
        clone.update(previous, isStillNeeded(request, node));
        return folder;
      } catch (BuildException e) {
        say(node, LogLevel.WARN, "cannot update the clone, making a new one: " + cause(e));
      }
    }
    say(
        node,
        LogLevel.INFO,
        "cloning " + source.repo() + "#" + source.commitHash() + " into " + folder);
    clone.make();
    return folder;
  }

  private static String cause(BuildException failure) {
    Throwable cause = failure.getCause();
    return failure.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
  }

  /** Returns the clone of the node's last build if it is of the same repository, or null. */
  private static @Nullable Path previousClone(NodeId node, BuildRequest request, GitSource source) {
    GitSource previous = request.previousSources().get(node);
    if (previous == null
        || !previous.repo().equals(source.repo())
        || !GitCommits.isCommit(previous.commitHash())) {
      return null;
    }
    Path folder =
        RepositoryUrl.parse(previous.repo())
            .cloneOf(previous.commitHash(), request.directory().resolve("git"));
    return Files.isDirectory(folder) ? folder : null;
  }

  private static boolean isStillNeeded(BuildRequest request, NodeId node) {
    GitSource previous = request.previousSources().get(node);
    return previous != null
        && request.sources().values().stream().anyMatch(previous::sharesCloneWith);
  }

  private void say(NodeId node, LogLevel level, String text) {
    listener.message(node, level, text);
  }
}
