package org.dora.cli.hub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.DataflowFile;
import org.dora.cli.build.HubPackages;
import org.dora.common.descriptor.HubReference;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.hub.HubConfig;
import org.dora.common.hub.HubException;
import org.dora.common.hub.IndexCache;
import org.dora.common.hub.PublishedVersion;
import org.dora.common.hub.SourceMirror;
import org.dora.common.id.NodeId;
import org.dora.common.session.GitSource;
import org.dora.common.session.HubProvenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora hub fetch}: copies what packages are built from into a folder. */
@Command(description = {"Copy the sources of hub packages into a folder.", ""})
public final class HubFetchCommand implements Callable<Integer> {
  private static final Map<String, String> ENVIRONMENT = System.getenv();

  @Parameters(
      index = "0",
      paramLabel = "<TARGET>",
      description = "A dataflow's YAML file, or a package such as acme/lidar@^2.1")
  private String target = "";

  @Option(
      names = "--target-dir",
      paramLabel = "<DIR>",
      description = "Where each commit gets a folder (default: hub-cache)")
  private Path targetDir = Path.of("hub-cache");

  private final Console console;

  public HubFetchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try {
      List<GitSource> sources =
          target.endsWith(".yml") || target.endsWith(".yaml")
              ? sourcesOf(Path.of(target))
              : List.of(sourceOf(HubReference.parse(target)));
      if (sources.isEmpty()) {
        console.out().println("Nothing to fetch (no hub packages found).");
        return 0;
      }
      SourceMirror mirror = new SourceMirror(targetDir, ENVIRONMENT);
      for (GitSource source : sources) {
        if (mirror.fetch(source)) {
          console.out().println("  " + source.repo() + " @ " + source.commitHash());
        }
      }
      console
          .out()
          .println("Fetched " + sources.size() + " package source(s) into " + targetDir + ".");
      return 0;
    } catch (HubReference.InvalidHubReferenceException e) {
      throw CliException.failure(e.getMessage());
    } catch (HubException e) {
      throw HubPackages.failure(e);
    }
  }

  private GitSource sourceOf(HubReference reference) {
    IndexCache indexes = new IndexCache(HubConfig.load(ENVIRONMENT), ENVIRONMENT, false);
    GitSource source = SourceMirror.sourceOf(indexes, reference, ENVIRONMENT);
    indexes.warnings().forEach(warning -> console.err().println("  warning: " + warning));
    return source;
  }

  /** What a locked build would clone; nothing if the lock file is not that of the dataflow. */
  private static List<GitSource> sourcesOf(Path dataflow) {
    HubListing listing = HubListing.of(dataflow);
    SortedMap<NodeId, HubReference> wanted = references(dataflow);
    wanted.forEach((node, reference) -> requirePinned(listing, node, reference, dataflow));
    for (NodeId node : listing.packages().keySet()) {
      if (!wanted.containsKey(node)) {
        throw refusal(node, "the lockfile pins a `hub:` node the dataflow no longer has", dataflow);
      }
    }
    List<GitSource> sources = new ArrayList<>();
    listing.lock().gitSources().values().stream()
        .filter(source -> source.hub() != null)
        .forEach(sources::add);
    return sources;
  }

  private static SortedMap<NodeId, HubReference> references(Path dataflow) {
    SortedMap<NodeId, HubReference> references = new TreeMap<>();
    for (NodeDescriptor node :
        DataflowFile.readFlat(dataflow, ENVIRONMENT, DataflowFile.MODULES_FAILED)
            .descriptor()
            .nodes()) {
      if (node.source().hub() != null) {
        references.put(node.id(), HubReference.parse(node.source().hub()));
      }
    }
    return references;
  }

  private static void requirePinned(
      HubListing listing, NodeId node, HubReference reference, Path dataflow) {
    if (listing.lock().binarySources().containsKey(node)) {
      throw CliException.failure(
          "node `"
              + node
              + "`: resolves to a prebuilt binary artifact — `dora hub fetch` copies sources only"
              + " (the daemon fetches and verifies binaries when it starts the node)");
    }
    HubProvenance pin = listing.packages().get(node);
    if (pin == null) {
      throw refusal(node, "`hub:` reference is not in the lockfile", dataflow);
    }
    boolean fits =
        pin.name().equals(reference.key())
            && PublishedVersion.parse(pin.version())
                .filter(version -> reference.range().matches(version.number()))
                .isPresent();
    if (!fits) {
      throw refusal(
          node, "the dataflow's `hub:` reference changed since the lockfile was written", dataflow);
    }
  }

  private static CliException refusal(NodeId node, String reason, Path dataflow) {
    return CliException.failure(
        "node `"
            + node
            + "`: "
            + reason
            + " — regenerate with `dora build --write-lockfile "
            + dataflow
            + "`");
  }
}
