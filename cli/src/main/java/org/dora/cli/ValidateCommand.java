package org.dora.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code dora validate}: says whether a dataflow is well formed, and what is wrong with it if not.
 */
@Command(
    description = {
      "Check a dataflow without running it: its form, its wiring, its settings.",
      "",
      "The files that nodes run are not looked at.",
      ""
    })
final class ValidateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "<PATH>", description = "The dataflow's YAML file")
  private Path file = Path.of("");

  private final Console console;

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PrintStream out = console.out();
    out.println("Validating " + file + "...");
    ParsedDescriptor parsed =
        DataflowFile.readFlat(file, System.getenv(), DataflowFile.MODULES_FAILED);
    List<Problem> warnings = DataflowFile.check(parsed, Finding.Kind::title);
    out.println("Input/output wiring OK.");
    out.println("Descriptor config OK.");
    DataflowFile.warn(console, warnings);
    return 0;
  }
}
