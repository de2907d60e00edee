package org.dora.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** One call of a subcommand: arguments into its picocli model, its failure into an error report. */
final class CommandRun {
  private final Console console;
  private final CommandEntry entry;

  CommandRun(Console console, CommandEntry entry) {
    this.console = console;
    this.entry = entry;
  }

  int execute(List<String> arguments) {
    Callable<Integer> command = entry.create(console);
    CommandLine line = model(entry, command);
    try {
      List<Exception> errors = line.parseArgs(arguments.toArray(String[]::new)).errors();
      if (line.isUsageHelpRequested()) {
        console.out().print(line.getUsageMessage());
        return 0;
      }
      if (!errors.isEmpty()) {
        UsageError.ofFirst(errors).report(new ErrorReport(console));
        return CliException.USAGE;
      }
      return command.call();
    } catch (CliException e) {
      new ErrorReport(console).failure(e);
      return e.exitCode();
    } catch (Exception e) {
      new ErrorReport(console).failure(e);
      return CliException.FAILURE;
    }
  }

  /** Returns the model of a command: what picocli parses for it. */
  static CommandLine model(CommandEntry entry, Callable<Integer> command) {
    CommandLine line = new CommandLine(command);
    line.setCommandName("dora " + entry.path());
    line.setExpandAtFiles(false);
    line.setUsageHelpWidth(100);
    line.setStopAtPositional(entry.kind() == CommandEntry.Kind.LAUNCHER);
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help").usageHelp(true).description("Print help").build());
    // All errors, since picocli would rather complain about what is missing than about a typo.
    line.getCommandSpec().parser().collectErrors(true);
    return line;
  }
}
