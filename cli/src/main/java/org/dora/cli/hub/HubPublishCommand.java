package org.dora.cli.hub;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.common.manifest.ManifestException;
import org.dora.common.manifest.ManifestReader;
import org.dora.common.manifest.NodeManifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora hub publish}: refused, with what to do by hand. */
@Command(description = {"Say how a package is published; this version of dora does not.", ""})
public final class HubPublishCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<PATH>",
      description = "The folder of dora-node.yml (default: .)")
  private Path path = Path.of(".");

  @Option(names = "--dry-run", description = "Only show the entry of the index")
  private boolean dryRun;

  @Option(
      names = "--rev",
      paramLabel = "<REF>",
      description = "The commit to publish (default: HEAD)")
  private @Nullable String rev;

  @Option(
      names = "--repo",
      paramLabel = "<URL>",
      description = "The repository (default: the remote `origin`)")
  private @Nullable String repo;

  @Option(names = "--version", paramLabel = "<SEMVER>", description = "The version to publish")
  private @Nullable String version;

  @Option(names = "--index", paramLabel = "<ALIAS>", description = "The index to publish into")
  private @Nullable String index;

  @Override
  public Integer call() {
    NodeManifest manifest = manifest();
    throw HubRefusal.of(
        "publish",
        manifest.namespace(),
        "add `"
            + manifest.namespace()
            + "/"
            + (manifest.name() == null ? "<name>" : manifest.name())
            + "/"
            + (version == null ? "<version>" : version)
            + ".yml` with `manifest:` and `source: {git: "
            + (repo == null ? "<url>" : repo)
            + ", rev: "
            + (rev == null ? "<commit>" : rev)
            + "}`");
  }

  private NodeManifest manifest() {
    try {
      return ManifestReader.read(path.resolve(NodeManifest.FILE_NAME)).manifest();
    } catch (ManifestException e) {
      if (e.problems().isEmpty()) {
        throw new CliException(CliException.FAILURE, e.headline(), "", e.getCause());
      }
      throw CliException.ofProblems(e.headline(), e.problems());
    }
  }
}
