package org.dora.cli.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dora hub install}: says what to do instead, to those who know it from other tools. */
@Command(description = {"Say why packages are not installed, and how they are used.", ""})
public final class HubInstallCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "<ARGS>", description = "Ignored")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    String name = arguments.isEmpty() ? "<name>@<version-req>" : arguments.getFirst();
    throw new CliException(
        CliException.FAILURE,
        "`dora hub install` does not exist — hub packages are resolved per-dataflow, cargo-style,"
            + " not installed into a global store.",
        "reference the package in your dataflow YAML:\n\n"
            + "    - id: my-node\n"
            + "      hub: "
            + name
            + "\n\n"
            + "  then `dora build dataflow.yml` fetches and builds it.\n"
            + "  To copy what a dataflow is built from, see `dora hub fetch`.");
  }
}
