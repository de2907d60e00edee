package org.dora.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.dora.cli.completion.Shell;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dora completion}: prints the script that makes a shell complete dora's command lines. */
@Command(
    description = {
      "Print a script that makes the shell complete dora's commands, options and values.",
      "",
      "bash:        source <(dora completion bash)           in ~/.bashrc",
      "elvish:      eval (dora completion elvish | slurp)    in ~/.config/elvish/rc.elv",
      "fish:        dora completion fish | source            in ~/.config/fish/config.fish",
      "powershell:  dora completion powershell | Out-String | Invoke-Expression    in $PROFILE",
      "zsh:         source <(dora completion zsh)            in ~/.zshrc, after compinit",
      ""
    })
final class CompletionCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<SHELL>",
      description =
          "bash, elvish, fish, powershell or zsh; by default the shell that has started this")
  private @Nullable Shell shell;

  private final Console console;
  private final Optional<String> parent;

  CompletionCommand(Console console) {
    this(console, ProcessHandle.current().parent().flatMap(process -> process.info().command()));
  }

  /**
   * For tests.
   *
   * @param parent the file of the program that has started this one
   */
  CompletionCommand(Console console, Optional<String> parent) {
    this.console = console;
    this.parent = parent;
  }

  @Override
  public Integer call() {
    Shell chosen = shell == null ? parentShell() : shell;
    console.out().print(chosen.script(new CommandTree(console, CommandEntry.ALL).program()));
    return 0;
  }

  private Shell parentShell() {
    return parent
        .flatMap(Shell::ofProgram)
        .orElseThrow(() ->
            new CliException(
                CliException.FAILURE,
                "Please specify the shell via parameter. Unable to get the current shell."
                    + parent.map(program -> " (`" + program + "` is none)").orElse(""),
                "`dora completion bash`, or elvish, fish, powershell, zsh"));
  }
}
