package org.dora.daemon.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.dora.common.files.PartialFile;
import org.dora.common.session.GitSource;

/**
 * One clone. Everything that can fail happens in a folder beside it, so that whatever stands at its
 * place is complete.
 */
final class GitClone {
  private final GitProgram git;
  private final GitSource source;
  private final Path folder;

  /**
   * @param folder where it is to be
   */
  GitClone(GitProgram git, GitSource source, Path folder) {
    this.git = git;
    this.source = source;
    this.folder = folder;
  }

  /** Clones the repository. */
  void make() {
    Path partial = partial();
    try {
      Path parent =
          Files.createDirectories(
              Objects.requireNonNull(folder.getParent(), "a clone lies below `git`"));
      git.must(
          parent, "clone", "--quiet", "--no-checkout", "--", source.repo(), partial.toString());
    } catch (BuildException | IOException e) {
      Folders.deleteQuietly(partial);
      throw new BuildException("failed to clone git repo from `" + source.repo() + "`", e);
    }
    try {
      checkOut(partial);
    } catch (BuildException e) {
      Folders.deleteQuietly(partial);
      throw e;
    }
    promote(partial);
  }

  /**
   * Makes the clone of an older one, with all that builds have left there.
   *
   * @param keep whether the older one is still needed
   * @throws BuildException if that fails; the older one is as it was then
   */
  void update(Path older, boolean keep) {
    Path partial = partial();
    try {
      if (keep) {
        Folders.copy(older, partial);
      } else {
        Files.move(older, partial, StandardCopyOption.ATOMIC_MOVE);
      }
      git.must(partial, "fetch", "--quiet", "--tags", "--force", "origin");
      checkOut(partial);
    } catch (BuildException | IOException e) {
      if (keep) {
        Folders.deleteQuietly(partial);
      } else {
        putBack(partial, older);
      }
      throw new BuildException("failed to fetch changes from `" + source.repo() + "`", e);
    }
    promote(partial);
  }

  private static void putBack(Path partial, Path older) {
    try {
      if (Files.exists(partial)) {
        Files.move(partial, older, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new BuildException("failed to move `" + partial + "` back to `" + older + "`", e);
    }
  }

  private void checkOut(Path clone) {
    try {
      if (!git.ask(clone, "cat-file", "-e", commit()).success()) {
        // No branch has it: most servers hand a commit out if it is asked for by its whole name.
        git.must(clone, "fetch", "--quiet", "origin", source.commitHash());
      }
      git.must(
          clone, "-c", "advice.detachedHead=false", "checkout", "--quiet", "--detach", commit());
    } catch (BuildException e) {
      throw new BuildException("failed to checkout commit `" + source.commitHash() + "`", e);
    }
  }

  /** The commit, also of an annotated tag. */
  private String commit() {
    return source.commitHash() + "^{commit}";
  }

  private void promote(Path partial) {
    try {
      Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Folders.deleteQuietly(partial);
      if (!Files.exists(folder)) { // else another build was faster
        throw new BuildException(
            "failed to move finished clone from `" + partial + "` to `" + folder + "`", e);
      }
    }
  }

  /**
   * Checks that a folder which was there already holds the commit.
   *
   * @throws BuildException if not; the folder may hold somebody's work, so it stays
   */
  void verify() {
    GitProgram.Answer head = git.ask(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    GitProgram.Answer wanted = git.ask(folder, "rev-parse", "--verify", "--quiet", commit());
    boolean ownRepository = Files.exists(folder.resolve(".git"));
    if (ownRepository && head.success() && head.stdout().equals(wanted.stdout())) {
      return;
    }
    String found =
        ownRepository && head.success()
            ? "is on commit " + head.stdout().strip()
            : "is no complete clone";
    throw new BuildException(
        "clone dir "
            + folder
            + " "
            + found
            + ", expected "
            + source.commitHash()
            + "; unless something in it is worth keeping, remove the folder and build again");
  }

  private Path partial() {
    return PartialFile.in(folder.resolveSibling(""), "." + folder.getFileName() + ".partial-");
  }
}
