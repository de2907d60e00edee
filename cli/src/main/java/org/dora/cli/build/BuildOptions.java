package org.dora.cli.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.common.hub.HubOptions;
import org.dora.common.session.LockFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that {@code dora build} and {@code dora run} have in common; a mixin. */
public final class BuildOptions {
  @Option(
      names = "--uv",
      description = "Let uv install for Python nodes and run them, each with an environment")
  private boolean uv;

  @Option(names = "--locked", description = "Build git nodes from the commits in the lock file")
  private boolean locked;

  @Option(names = "--write-lockfile", description = "Write the commits of git nodes to a lock file")
  private boolean writeLockfile;

  @Option(
      names = "--lockfile",
      paramLabel = "<PATH>",
      description = "The lock file (default: <dataflow>.dora-lock.yaml beside the dataflow)")
  private @Nullable Path lockfile;

  @Option(
      names = "--hub-override",
      paramLabel = "<PKG=PATH>",
      description = "Use a folder of this machine for a package of the hub; repeatable")
  private List<String> hubOverrides = new ArrayList<>();

  /**
   * Refuses options that contradict each other.
   *
   * @throws CliException in that case
   */
  public void check() {
    if (locked && writeLockfile) {
      throw CliException.usage("the argument '--locked' cannot be used with '--write-lockfile'");
    }
    if (lockfile != null && !locked && !writeLockfile) {
      throw CliException.failure("`--lockfile` requires either `--locked` or `--write-lockfile`");
    }
    if (writeLockfile && !hubOverrides.isEmpty()) {
      throw CliException.failure(
          "`--hub-override` cannot be combined with `--write-lockfile`: the lock file would lose"
              + " what it says of the package");
    }
  }

  public boolean uv() {
    return uv;
  }

  public boolean writeLockfile() {
    return writeLockfile;
  }

  /** Returns the lock file of a dataflow. */
  Path lockfileOf(Path dataflow) {
    return lockfile == null ? LockFile.pathFor(dataflow) : lockfile;
  }

  /**
   * Returns what the nodes must be built from; null if that is up to the build.
   *
   * @throws org.dora.common.session.SessionException if the lock file cannot be read
   */
  @Nullable LockFile lock(Path dataflow) {
    return locked ? LockFile.read(lockfileOf(dataflow)) : null;
  }

  /** Returns these options for choosing anew, and writing that down if it is no rehearsal. */
  public static BuildOptions choosingAnew(boolean write) {
    BuildOptions options = new BuildOptions();
    options.writeLockfile = write;
    return options;
  }

  /**
   * Returns how packages of the hub are to be looked up.
   *
   * @param dataflow whose lock file counts
   * @param offline whether only cached indexes are used
   */
  public HubOptions hub(Path dataflow, boolean offline) {
    Map<String, Path> folders = new HashMap<>();
    hubOverrides().forEach(override -> folders.put(override.packageKey(), override.folder()));
    return new HubOptions(folders, offline, lock(dataflow), locked);
  }

  /**
   * Returns the folders to be used for packages.
   *
   * @throws CliException if one cannot be understood or is not there
   */
  public List<HubOverride> hubOverrides() {
    List<HubOverride> overrides = new ArrayList<>();
    for (String override : hubOverrides) {
      overrides.add(HubOverride.parse(override));
    }
    return overrides;
  }
}
