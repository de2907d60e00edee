package org.dora.cli.hub;

import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.common.descriptor.HubReference;
import org.dora.common.hub.PublishedVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora hub yank}: refused, with what to do by hand. */
@Command(description = {"Say how a version is withdrawn; this version of dora does not.", ""})
public final class HubYankCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "<PKG@VERSION>",
      description = "Package and version, such as acme/lidar@2.1.0")
  private String release = "";

  @Option(names = "--reason", paramLabel = "<REASON>", description = "Why it is withdrawn")
  private @Nullable String reason;

  @Option(names = "--undo", description = "Offer a withdrawn version again")
  private boolean undo;

  @Override
  public Integer call() {
    int at = release.lastIndexOf('@');
    if (at < 0) {
      throw CliException.failure(
          "invalid package `" + release + "`: expected `[<namespace>/]<name>@<version>`");
    }
    String version = release.substring(at + 1).strip();
    if (PublishedVersion.parse(version).isEmpty()) {
      throw CliException.failure("version `" + version + "` is not valid semver");
    }
    HubReference reference = reference(release.substring(0, at));
    throw HubRefusal.of(
        "yank",
        reference.namespace(),
        "set `yanked: "
            + !undo
            + "`"
            + (undo || reason == null ? "" : " and `yank_reason: " + reason + "`")
            + " in `"
            + reference.key()
            + "/"
            + version
            + ".yml`");
  }

  private static HubReference reference(String text) {
    try {
      return HubReference.parse(text);
    } catch (HubReference.InvalidHubReferenceException e) {
      throw new CliException(
          CliException.FAILURE, "invalid package reference `" + text + "`", "", e);
    }
  }
}
