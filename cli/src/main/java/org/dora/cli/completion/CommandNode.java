package org.dora.cli.completion;

import java.util.ArrayList;
import java.util.List;

/**
 * A command, a group of commands, or the program itself, as shells need to know it.
 *
 * @param path all words that lead to it, beginning with the program's name
 * @param purpose one line
 * @param aliases other last words that lead to it
 * @param children its commands, if it is a group
 * @param options its options
 * @param arguments its positional arguments in their order
 */
public record CommandNode(
    List<String> path,
    String purpose,
    List<String> aliases,
    List<CommandNode> children,
    List<OptionNode> options,
    List<ArgumentNode> arguments) {
  public CommandNode {
    path = List.copyOf(path);
    aliases = List.copyOf(aliases);
    children = List.copyOf(children);
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /** Returns the last word of its path. */
  String name() {
    return path.getLast();
  }

  /** Returns the words of its path with blanks between them. */
  String words() {
    return String.join(" ", path);
  }

  /** Returns this node and all below it. */
  List<CommandNode> all() {
    List<CommandNode> nodes = new ArrayList<>();
    nodes.add(this);
    children.forEach(child -> nodes.addAll(child.all()));
    return nodes;
  }
}
