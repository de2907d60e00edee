package org.dora.cli;

import java.util.concurrent.Callable;
import org.dora.common.schema.PublishedSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dora schema}: prints what editors need to know of the files that users write. */
@Command(
    description = {
      "Print the JSON Schema of dataflows or of cluster.yml, for editors and CI.",
      "",
      "An editor with a YAML language server takes it by a first line such as",
      "# yaml-language-server: $schema=dora-descriptor.json",
      ""
    })
final class SchemaCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<FILE>",
      defaultValue = "descriptor",
      description = "Of which file: descriptor (a dataflow) or cluster (cluster.yml)")
  private String file = "descriptor";

  private final Console console;

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    for (PublishedSchema published : PublishedSchema.values()) {
      if (published.text().equals(file)) {
        console.out().print(published.json());
        return 0;
      }
    }
    throw CliException.usage(
        "invalid value '" + file + "' for '<FILE>': expected descriptor or cluster");
  }
}
