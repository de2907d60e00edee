package org.dora.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora expand}: prints a dataflow with its modules replaced by the nodes they stand for. */
@Command(
    description = {
      "Print a dataflow as it is run: modules replaced by their nodes, defaults filled in.",
      ""
    })
final class ExpandCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "<PATH>",
      description = "The dataflow's YAML file, or with --module a module's")
  private Path file = Path.of("");

  @Option(names = "--module", description = "Check a module file on its own, and print nothing")
  private boolean module;

  @Option(names = "--compact", description = "Leave out keys that say nothing")
  private boolean compact;

  @Option(names = "--format", paramLabel = "<FORMAT>", description = "yaml or json")
  private String format = "yaml";

  private final Console console;

  ExpandCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (module) {
      DataflowFile.checkModule(file, System.getenv());
      console.out().println("Module file is valid: " + file);
      return 0;
    }
    boolean json = isJson();
    Descriptor descriptor =
        DataflowFile.readFlat(file, System.getenv(), "failed to expand modules").descriptor();
    if (json) {
      console.out().println(DescriptorWriter.json(descriptor, compact));
    } else {
      console.out().print(DescriptorWriter.yaml(descriptor, compact));
    }
    return 0;
  }

  private boolean isJson() {
    return switch (format) {
      case "yaml" -> false;
      case "json" -> true;
      default ->
          throw CliException.usage(
              "invalid value '" + format + "' for '--format <FORMAT>': expected yaml or json");
    };
  }
}
