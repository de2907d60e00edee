package org.dora.cli.hub;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.common.hub.Untrusted;
import org.dora.common.session.HubProvenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dora hub list}: which versions of which packages a dataflow is held to. */
@Command(description = {"List the hub packages in the lock file of a dataflow.", ""})
public final class HubListCommand implements Callable<Integer> {
  private static final int SHORT_COMMIT = 12;

  @Parameters(index = "0", paramLabel = "<DATAFLOW>", description = "The dataflow's YAML file")
  private Path dataflow = Path.of("");

  private final Console console;

  public HubListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    HubListing listing = HubListing.of(dataflow);
    if (listing.packages().isEmpty()) {
      console.out().println(listing.none());
      return 0;
    }
    listing
        .lock()
        .gitSources()
        .forEach((node, source) -> {
          if (source.hub() != null) {
            String commit = source.commitHash();
            print(
                node.value(),
                source.hub(),
                commit.substring(0, Math.min(commit.length(), SHORT_COMMIT)));
          }
        });
    listing
        .lock()
        .binarySources()
        .forEach((node, pin) -> print(node.value(), pin.hub(), "binary " + pin.platform()));
    return 0;
  }

  private void print(String node, HubProvenance hub, String bytes) {
    console
        .out()
        .println(
            Untrusted.shown(node + ": " + hub.name() + " " + hub.version() + " (" + bytes + ")"));
  }
}
