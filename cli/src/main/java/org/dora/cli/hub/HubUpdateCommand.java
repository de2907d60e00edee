package org.dora.cli.hub;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.DataflowFile;
import org.dora.cli.build.BuildCheck;
import org.dora.cli.build.BuildOptions;
import org.dora.cli.build.HubPackages;
import org.dora.cli.build.LocalBuilder;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.hub.HubResolution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code dora hub update}: chooses anew what a dataflow is built from, as a build would, and writes
 * that down without building.
 */
@Command(
    description = {"Choose the newest versions that a dataflow allows, for its lock file.", ""})
public final class HubUpdateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "<DATAFLOW>", description = "The dataflow's YAML file")
  private Path dataflow = Path.of("");

  @Option(names = "--offline", description = "Ask no index for news, use what is cached")
  private boolean offline;

  @Option(names = "--dry-run", description = "Say what would be chosen, and write nothing")
  private boolean dryRun;

  private final Console console;

  public HubUpdateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path lock = HubListing.of(dataflow).file();
    BuildOptions options = BuildOptions.choosingAnew(!dryRun);
    ParsedDescriptor written =
        DataflowFile.readFlat(dataflow, System.getenv(), DataflowFile.MODULES_FAILED);
    HubResolution hub =
        HubPackages.resolve(
            written, dataflow, options.hub(dataflow, offline), console.out()::println);
    BuildCheck.check(hub, dataflow, false, console, console.out()::println);
    new LocalBuilder(dataflow, written, hub, options, console).lock();
    console.out().println(dryRun ? "dry run — lockfile not written" : "updated " + lock);
    return 0;
  }
}
