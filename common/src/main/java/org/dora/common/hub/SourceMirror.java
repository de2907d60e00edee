package org.dora.common.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.HubReference;
import org.dora.common.files.FolderDeletion;
import org.dora.common.session.GitSource;

/** A folder with a clone of each commit that packages are built from. */
public final class SourceMirror {
  private final Path folder;
  private final Map<String, String> environment;

  /**
   * @param folder need not exist
   * @param environment may allow repositories of this machine
   */
  public SourceMirror(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * Returns what the version of a package that will do is built from.
   *
   * @throws HubException if there is none
   */
  public static GitSource sourceOf(
      IndexCache indexes, HubReference reference, Map<String, String> environment) {
    PackageSource source =
        indexes.catalogFor(reference.namespace()).resolve(reference).entry().source();
    PackageSource.Pin pin = source.pin(environment);
    return new GitSource(pin.git(), pin.rev(), source.subdir(), null);
  }

  /**
   * Clones a commit unless that was done before; blocks.
   *
   * @return whether it was cloned now
   * @throws HubException if that is impossible
   */
  public boolean fetch(GitSource source) {
    String commit = source.commitHash();
    if (!PackageSource.isCommit(commit)) {
      throw new HubException("invalid commit hash for `" + source.repo() + "`");
    }
    try {
      GitAddress.requireFitForIndex(source.repo(), environment);
    } catch (HubException e) {
      throw new HubException("refusing to clone `" + source.repo() + "`", e);
    }
    // Beside the clone, since the repository could bring a file of any name along.
    Path marker = folder.resolve("." + commit + ".complete");
    Path clone = folder.resolve(commit);
    if (Files.exists(marker)
        && Files.isDirectory(clone)
        && Git.succeeds(clone, "cat-file", "-e", commit + "^{commit}")) {
      return false;
    }
    if (!GitAddress.isLocal(source.repo())) {
      throw HubException.withHints(
          "cannot clone `"
              + source.repo()
              + "`: this version of dora opens no connections for the hub",
          List.of(
              "run `git clone "
                  + source.repo()
                  + " "
                  + clone
                  + "` and check out "
                  + commit
                  + " there"));
    }
    clone(source, clone, marker);
    return true;
  }

  private void clone(GitSource source, Path clone, Path marker) {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(marker);
      FolderDeletion.delete(clone);
      String _ =
          Git.run(
              null,
              "clone",
              "--quiet",
              "--no-checkout",
              "--",
              source.repo(),
              clone.toAbsolutePath().toString());
      String _ = Git.run(clone, "checkout", "--quiet", source.commitHash());
      Files.writeString(marker, "");
    } catch (IOException | HubException e) {
      throw new HubException("failed to clone `" + source.repo() + "`", e);
    }
  }
}
