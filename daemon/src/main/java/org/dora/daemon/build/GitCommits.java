package org.dora.daemon.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.dora.common.id.NodeId;
import org.dora.common.session.GitReference;
import org.dora.common.session.GitSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds the commit that a branch, tag or revision stands for now, by the rules of the released
 * program (dataflow.md section 5.4). Safe for use by any thread.
 */
public final class GitCommits {
  /** What may be a commit: from the shortest abbreviation to a whole SHA-256. */
  private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{4,64}");

  private final GitProgram git;
  private final Path directory;

  /**
   * @param environment that git inherits
   * @param directory of the dataflow
   */
  public GitCommits(Map<String, String> environment, BuildProcesses processes, Path directory) {
    this.git = new GitProgram(environment, processes);
    this.directory = directory;
  }

  /**
   * Asks the repository; blocks.
   *
   * @throws BuildException if it cannot be asked or has no such reference
   */
  public GitSource resolve(NodeId node, String repo, GitReference reference) {
    try {
      RepositoryUrl.parse(repo);
      // No reference has such a name, so that the repository need not be asked.
      if (reference instanceof GitReference.Revision(String name) && isCommit(name)) {
        return GitSource.of(repo, name);
      }
      String commit = find(references(repo), fullName(reference));
      if (commit == null) {
        throw new BuildException(
            "no matching commit for " + shown(reference) + " in `" + repo + "`");
      }
      return GitSource.of(repo, commit);
    } catch (BuildException e) {
      throw new BuildException("failed to find commit hash for `" + node + "`", e);
    }
  }

  static boolean isCommit(String text) {
    return COMMIT.matcher(text).matches();
  }

  private String references(String repo) {
    try {
      return git.must(directory, "ls-remote", "--", repo);
    } catch (BuildException e) {
      throw new BuildException("failed to open connection to " + repo, e);
    }
  }

  /** Lines are commit, tab, name. */
  private static @Nullable String find(String references, String name) {
    for (String line : references.split("\n", -1)) {
      int tab = line.indexOf('\t');
      if (tab > 0 && line.substring(tab + 1).equals(name)) {
        return line.substring(0, tab);
      }
    }
    return null;
  }

  private static String fullName(GitReference reference) {
    return switch (reference) {
      case GitReference.Head() -> "HEAD";
      case GitReference.Branch(String name) -> "refs/heads/" + name;
      case GitReference.Tag(String name) -> "refs/tags/" + name;
      case GitReference.Revision(String name) -> name;
    };
  }

  private static String shown(GitReference reference) {
    return switch (reference) {
      case GitReference.Head() -> "HEAD";
      case GitReference.Branch(String name) -> "branch \"" + name + "\"";
      case GitReference.Tag(String name) -> "tag \"" + name + "\"";
      case GitReference.Revision(String name) -> "rev \"" + name + "\"";
    };
  }
}
