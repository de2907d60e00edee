package org.dora.cli.completion;

import java.util.List;
import java.util.Optional;

/** A small command line with one of everything that scripts have to tell apart. */
final class Samples {
  private Samples() {}

  static CommandNode program() {
    OptionNode help =
        new OptionNode(List.of("-h", "--help"), "Print help", Optional.empty(), false, false);
    OptionNode format =
        new OptionNode(
            List.of("-f", "--format"),
            "It's [table] or: json",
            Optional.of(new Values.OneOf(List.of("table", "json"))),
            false,
            false);
    OptionNode into =
        new OptionNode(
            List.of("--into"), "Where to", Optional.of(new Values.Folders()), false, false);
    OptionNode env =
        new OptionNode(
            List.of("--env"), "A variable", Optional.of(new Values.Anything()), false, true);
    OptionNode idle =
        new OptionNode(
            List.of("--idle"),
            "Whether to wait",
            Optional.of(new Values.OneOf(List.of("true", "false"))),
            true,
            false);
    ArgumentNode path = new ArgumentNode("PATH", new Values.Files(), false);
    CommandNode run = leaf("run", "Run it", List.of(format, into, env, idle, help), List.of(path));
    CommandNode status =
        new CommandNode(
            List.of("dora", "status"),
            "How it is",
            List.of("check"),
            List.of(),
            List.of(format, help),
            List.of());
    CommandNode shell =
        leaf(
            "shell",
            "Which shell",
            List.of(help),
            List.of(
                new ArgumentNode("SHELL", new Values.OneOf(List.of("bash", "zsh")), false),
                new ArgumentNode("REST", new Values.Files(), true)));
    CommandNode init =
        new CommandNode(
            List.of("dora", "hub", "init"),
            "Begin",
            List.of(),
            List.of(),
            List.of(into, help),
            List.of());
    CommandNode hub =
        new CommandNode(
            List.of("dora", "hub"), "Packages", List.of(), List.of(init), List.of(help), List.of());
    return new CommandNode(
        List.of("dora"), "", List.of(), List.of(run, status, shell, hub), List.of(help), List.of());
  }

  private static CommandNode leaf(
      String name, String purpose, List<OptionNode> options, List<ArgumentNode> arguments) {
    return new CommandNode(
        List.of("dora", name), purpose, List.of(), List.of(), options, arguments);
  }
}
