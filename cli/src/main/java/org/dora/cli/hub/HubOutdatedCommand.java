package org.dora.cli.hub;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.build.HubPackages;
import org.dora.common.descriptor.HubReference;
import org.dora.common.hub.Catalog;
import org.dora.common.hub.HubConfig;
import org.dora.common.hub.HubException;
import org.dora.common.hub.IndexCache;
import org.dora.common.hub.PublishedVersion;
import org.dora.common.hub.Untrusted;
import org.dora.common.id.NodeId;
import org.dora.common.session.HubProvenance;
import org.dora.common.version.VersionRequirement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora hub outdated}: which packages of a lock file have newer versions. */
@Command(description = {"Show hub packages of a lock file that have newer versions.", ""})
public final class HubOutdatedCommand implements Callable<Integer> {
  private static final Map<String, String> ENVIRONMENT = System.getenv();

  @Parameters(index = "0", paramLabel = "<DATAFLOW>", description = "The dataflow's YAML file")
  private Path dataflow = Path.of("");

  @Option(names = "--offline", description = "Ask no index for news, use what is cached")
  private boolean offline;

  private final Console console;

  public HubOutdatedCommand(Console console) {
    this.console = console;
  }

  /** What is known of one package. */
  private enum State {
    NEWEST,
    OUTDATED,
    UNKNOWN
  }

  @Override
  public Integer call() {
    HubListing listing = HubListing.of(dataflow);
    int checked = listing.packages().size();
    if (checked == 0) {
      console.out().println(listing.none());
      return 0;
    }
    int outdated = 0;
    int unknown = 0;
    IndexCache indexes = indexes();
    for (Map.Entry<NodeId, HubProvenance> each : listing.packages().entrySet()) {
      State state = check(indexes, each.getKey(), each.getValue());
      outdated += state == State.OUTDATED ? 1 : 0;
      unknown += state == State.UNKNOWN ? 1 : 0;
    }
    indexes.warnings().forEach(warning -> console.err().println("  warning: " + warning));
    if (outdated > 0) {
      console
          .out()
          .println(
              outdated
                  + " of "
                  + checked
                  + " hub package(s) are outdated — update the `hub:` range and rebuild to"
                  + " upgrade.");
    } else if (unknown == 0) {
      console.out().println("All " + checked + " hub package(s) are up to date.");
    }
    if (unknown > 0) {
      throw CliException.failure(
          unknown + " of " + checked + " hub package(s) could not be checked (see above)");
    }
    return 0;
  }

  private IndexCache indexes() {
    try {
      return new IndexCache(HubConfig.load(ENVIRONMENT), ENVIRONMENT, offline);
    } catch (HubException e) {
      throw HubPackages.failure(e);
    }
  }

  private State check(IndexCache indexes, NodeId node, HubProvenance pin) {
    int slash = pin.name().indexOf('/');
    if (slash < 0) {
      return unknown(node, "malformed hub name `" + pin.name() + "`");
    }
    PublishedVersion pinned = PublishedVersion.parse(pin.version()).orElse(null);
    if (pinned == null) {
      return unknown(node, "malformed pinned version `" + pin.version() + "`");
    }
    String shown = pin.name() + " " + pinned;
    HubReference any =
        new HubReference(
            pin.name().substring(0, slash),
            pin.name().substring(slash + 1),
            VersionRequirement.ANY);
    Catalog catalog;
    try {
      catalog = indexes.catalogFor(any.namespace());
    } catch (HubException e) {
      return unknown(node, pin.name() + " — could not read index (" + e.inOneLine() + ")");
    }
    try {
      PublishedVersion latest = catalog.resolve(any).version();
      if (latest.compareTo(pinned) <= 0) {
        return State.NEWEST;
      }
      say(node, shown + " -> " + latest + " (newer available)");
      return State.OUTDATED;
    } catch (HubException e) {
      return unknown(node, shown + " — " + e.inOneLine());
    }
  }

  private State unknown(NodeId node, String why) {
    say(node, why);
    return State.UNKNOWN;
  }

  private void say(NodeId node, String text) {
    console.out().println(Untrusted.shown(node + ": " + text));
  }
}
