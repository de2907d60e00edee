package org.dora.cli.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dora.cli.CliException;
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

  public boolean locked() {
    return locked;
  }

  public boolean writeLockfile() {
    return writeLockfile;
  }

  /** The lock file, or null for the one beside the dataflow. */
  public @Nullable Path lockfile() {
    return lockfile;
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
