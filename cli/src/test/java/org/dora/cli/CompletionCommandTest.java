package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dora.cli.InProcess.Result;
import org.dora.cli.completion.CommandNode;
import org.dora.cli.completion.OptionNode;
import org.dora.cli.completion.Shell;
import org.dora.cli.completion.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Model.OptionSpec;

class CompletionCommandTest {
  private final RecordedConsole console = new RecordedConsole();

  @ParameterizedTest
  @EnumSource(Shell.class)
  void aShellThatIsNamedGetsItsScript(Shell shell) {
    Result said = new InProcess().run("completion", shell).exits(0);
    assertTrue(said.out().contains("`dora completion " + shell + "`"), said.out());
  }

  @Test
  void withoutANameTheParentProcessDecides() {
    assertEquals(0, new CompletionCommand(console.console(), Optional.of("/usr/bin/fish")).call());
    assertTrue(console.out().contains("complete -c dora"), console.out());
  }

  @Test
  void aParentThatIsNoShellIsNamed() {
    CliException failure =
        assertThrows(
            CliException.class,
            () -> new CompletionCommand(console.console(), Optional.of("/bin/make")).call());
    assertEquals(
        "Please specify the shell via parameter. Unable to get the current shell. (`/bin/make` is"
            + " none)",
        failure.getMessage());
    assertEquals(CliException.FAILURE, failure.exitCode());
  }

  @Test
  void anUnknownShellIsAUsageError() {
    Result said = new InProcess().run("completion", "zshh").exits(2);
    assertTrue(
        said.err()
            .startsWith(
                """
                error: invalid value 'zshh' for '[SHELL]'
                  [possible values: bash, elvish, fish, powershell, zsh]

                  tip: a similar value exists: 'zsh'
                """),
        said.err());
  }

  @Test
  void theTreeHasEveryCommandWithItsOptions() {
    CommandNode program = new CommandTree(console.console(), CommandEntry.ALL).program();
    List<String> paths = new ArrayList<>();
    collect(program, paths);
    for (CommandEntry entry : CommandEntry.ALL) {
      assertEquals(!entry.hidden(), paths.contains("dora " + entry.path()), entry.path());
    }
    CommandNode status = child(program, "status");
    assertEquals(List.of("check"), status.aliases());
    OptionNode format = option(status, "--format");
    assertEquals(Optional.of(new Values.OneOf(List.of("table", "json"))), format.values());
    assertEquals(Optional.of(new Values.Files()), option(status, "--dataflow").values());
    assertEquals(Optional.of(new Values.Anything()), option(status, "--coordinator-addr").values());
    assertEquals(
        List.of("status", "help"),
        child(program, "system").children().stream().map(node -> node.path().getLast()).toList());
    assertEquals(
        List.of("status"),
        child(child(program, "system"), "help").children().stream()
            .map(node -> node.path().getLast())
            .toList());
  }

  @Test
  void everyOptionHasADescription() {
    for (CommandEntry entry : CommandEntry.ALL) {
      if (entry.kind() != CommandEntry.Kind.GROUP) {
        for (OptionSpec option :
            CommandRun.model(entry, entry.create(console.console())).getCommandSpec().options()) {
          assertTrue(
              option.hidden() || option.description().length > 0,
              entry.path() + " " + option.longestName());
        }
      }
    }
  }

  private static void collect(CommandNode node, List<String> paths) {
    paths.add(String.join(" ", node.path()));
    node.children().forEach(child -> collect(child, paths));
  }

  private static CommandNode child(CommandNode node, String name) {
    return node.children().stream()
        .filter(child -> child.path().getLast().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static OptionNode option(CommandNode node, String name) {
    return node.options().stream()
        .filter(option -> option.names().contains(name))
        .findFirst()
        .orElseThrow();
  }
}
