package org.dora.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dora.cli.daemon.DaemonCommand;
import org.dora.cli.dataflow.CleanCommand;
import org.dora.cli.dataflow.ListCommand;
import org.dora.cli.dataflow.LogsCommand;
import org.dora.cli.dataflow.RestartCommand;
import org.dora.cli.dataflow.StartCommand;
import org.dora.cli.dataflow.StopCommand;
import org.dora.cli.hub.HubFetchCommand;
import org.dora.cli.hub.HubInfoCommand;
import org.dora.cli.hub.HubInitCommand;
import org.dora.cli.hub.HubInstallCommand;
import org.dora.cli.hub.HubListCommand;
import org.dora.cli.hub.HubOutdatedCommand;
import org.dora.cli.hub.HubPublishCommand;
import org.dora.cli.hub.HubSearchCommand;
import org.dora.cli.hub.HubUpdateCommand;
import org.dora.cli.hub.HubYankCommand;
import org.dora.cli.inspect.TopCommand;
import org.dora.cli.node.NodeAddCommand;
import org.dora.cli.node.NodeConnectCommand;
import org.dora.cli.node.NodeDisconnectCommand;
import org.dora.cli.node.NodeInfoCommand;
import org.dora.cli.node.NodeListCommand;
import org.dora.cli.node.NodeRemoveCommand;
import org.dora.cli.node.NodeReplaceCommand;
import org.dora.cli.node.NodeRestartCommand;
import org.dora.cli.node.NodeStopCommand;
import org.dora.cli.node.ParamDeleteCommand;
import org.dora.cli.node.ParamGetCommand;
import org.dora.cli.node.ParamListCommand;
import org.dora.cli.node.ParamSetCommand;
import org.dora.cli.self.SelfUninstallCommand;
import org.dora.cli.self.SelfUpdateCommand;
import org.dora.cli.system.ClusterStatusCommand;
import org.dora.cli.system.DoctorCommand;
import org.dora.cli.system.DownCommand;
import org.dora.cli.system.StatusCommand;
import org.dora.cli.topic.TopicEchoCommand;
import org.dora.cli.topic.TopicHzCommand;
import org.dora.cli.topic.TopicInfoCommand;
import org.dora.cli.topic.TopicListCommand;
import org.dora.cli.topic.TopicPubCommand;
import org.dora.cli.trace.TraceListCommand;
import org.dora.cli.trace.TraceViewCommand;
import org.dora.cli.up.UpCommand;
import org.jspecify.annotations.Nullable;

/**
 * A subcommand by its words, so that the one that is called is the only one whose class is loaded.
 *
 * <p>A new command is two lines in this file: its entry in {@link #ALL} and its case in {@link
 * #create}. Constructor references in the list would say it in one, but each costs a millisecond of
 * every start.
 *
 * @param path the words that call it, with a blank between: {@code run}, {@code hub init}
 * @param purpose the line in the help of the program or of the group
 * @param kind what the words lead to
 * @param alias another last word that calls it, or empty
 * @param hidden whether help and tips leave it out
 */
record CommandEntry(String path, String purpose, Kind kind, String alias, boolean hidden) {
  /** What the words of an entry lead to. */
  enum Kind {
    COMMAND,
    /** A command that starts another program: what follows its first argument belongs to that. */
    LAUNCHER,
    /** Only stands before the name of a command. */
    GROUP
  }

  /** All subcommands in the order in which help lists them. */
  static final List<CommandEntry> ALL =
      List.of(
          command("new", "Make a new dataflow or node"),
          command("validate", "Check a dataflow without running it"),
          command("expand", "Print a dataflow with its modules replaced by their nodes"),
          command("graph", "Draw a dataflow"),
          command("build", "Build the nodes of a dataflow"),
          command("run", "Run a dataflow on this machine until it ends"),
          command("up", "Start a coordinator and a daemon in the background"),
          command("down", "End the coordinator and its daemons").alsoCalled("destroy"),
          command("start", "Start a dataflow on a coordinator"),
          command("stop", "Stop a dataflow and wait for its end"),
          command("restart", "Stop a dataflow and start it anew"),
          command("list", "List the dataflows of the coordinator").alsoCalled("ps"),
          command("clean", "Forget dataflows that have ended"),
          command("logs", "Show what the nodes of a dataflow have said, and say"),
          group("node", "Look at the nodes of running dataflows, and change them"),
          command("node list", "List nodes and what they use"),
          command("node info", "Show what a node is and how it does"),
          command("node add", "Add a node to a running dataflow"),
          command("node remove", "Remove a node from a running dataflow"),
          command("node replace", "Replace a node of a running dataflow"),
          command("node connect", "Connect an output to an input"),
          command("node disconnect", "Disconnect an input from an output"),
          command("node restart", "Stop a node and start it anew"),
          command("node stop", "Stop a node"),
          group("param", "Read and change the parameters of nodes"),
          command("param list", "List the parameters of a node"),
          command("param get", "Print a parameter of a node"),
          command("param set", "Set a parameter of a node"),
          command("param delete", "Delete a parameter of a node"),
          command("top", "Watch what nodes use"),
          group("inspect", "Watch what runs"),
          command("inspect top", "Watch what nodes use"),
          group("trace", "Look at what the coordinator did"),
          command("trace list", "List the latest operations of the coordinator"),
          command("trace view", "Show what an operation consisted of"),
          group("topic", "Look at what nodes send, and send something yourself"),
          command("topic list", "List the outputs of a dataflow and who reads them"),
          command("topic echo", "Print the messages on outputs as they come"),
          command("topic hz", "Measure how often messages come"),
          command("topic info", "Measure an output for some seconds"),
          command("topic pub", "Send a message to those who read an output"),
          group("cluster", "Look after the machines of a coordinator"),
          command("cluster status", "List the daemons that are connected"),
          command("doctor", "Look for what may keep dora from working on this machine"),
          command("status", "Say whether coordinator and daemons run").alsoCalled("check"),
          group("system", "Look after the system"),
          command("system status", "Say whether coordinator and daemons run"),
          group("hub", "Use packages of nodes (unstable)"),
          command("hub init", "Write a manifest to fill in for a node"),
          command("hub search", "Search the indexes for packages"),
          command("hub info", "Show what a package takes and gives"),
          command("hub list", "List the packages in the lock file of a dataflow"),
          command("hub fetch", "Copy the sources of packages into a folder"),
          command("hub install", "Say why packages are not installed"),
          command("hub publish", "Say how a package is published"),
          command("hub yank", "Say how a version is withdrawn"),
          command("hub outdated", "Show packages of a lock file that have newer versions"),
          command("hub update", "Choose the newest versions for a lock file"),
          command("schema", "Print the JSON Schema of dataflows, for editors"),
          command("completion", "Print a script for the shell's completion"),
          group("self", "Look after this installation"),
          command("self update", "Say how this installation is updated"),
          command("self uninstall", "Remove this installation"),
          launcher("java", "Start a Java node: a source file or a JAR, anywhere"),
          command("coordinator", "Run the coordinator").unlisted(),
          command("daemon", "Run nodes on this machine for a coordinator").unlisted(),
          command("runtime", "Host the operators of a node").unlisted());

  /** Makes the picocli command of an entry that is no group. */
  Callable<Integer> create(Console console) {
    return switch (path) {
      case "run" -> new RunCommand(console);
      case "new" -> new NewCommand(console);
      case "build" -> new BuildCommand(console);
      case "validate" -> new ValidateCommand(console);
      case "status", "system status" -> new StatusCommand(console);
      case "doctor" -> new DoctorCommand(console);
      case "up" -> new UpCommand(console);
      case "down" -> new DownCommand(console);
      case "node list" -> new NodeListCommand(console);
      case "node info" -> new NodeInfoCommand(console);
      case "node add" -> new NodeAddCommand(console);
      case "node remove" -> new NodeRemoveCommand(console);
      case "node replace" -> new NodeReplaceCommand(console);
      case "node connect" -> new NodeConnectCommand(console);
      case "node disconnect" -> new NodeDisconnectCommand(console);
      case "node restart" -> new NodeRestartCommand(console);
      case "node stop" -> new NodeStopCommand(console);
      case "param list" -> new ParamListCommand(console);
      case "param get" -> new ParamGetCommand(console);
      case "param set" -> new ParamSetCommand(console);
      case "param delete" -> new ParamDeleteCommand(console);
      case "top", "inspect top" -> new TopCommand(console);
      case "trace list" -> new TraceListCommand(console);
      case "trace view" -> new TraceViewCommand(console);
      case "topic list" -> new TopicListCommand(console);
      case "topic echo" -> new TopicEchoCommand(console);
      case "topic hz" -> new TopicHzCommand(console);
      case "topic info" -> new TopicInfoCommand(console);
      case "topic pub" -> new TopicPubCommand(console);
      case "cluster status" -> new ClusterStatusCommand(console);
      case "start" -> new StartCommand(console);
      case "stop" -> new StopCommand(console);
      case "restart" -> new RestartCommand(console);
      case "list" -> new ListCommand(console);
      case "clean" -> new CleanCommand(console);
      case "logs" -> new LogsCommand(console);
      case "hub init" -> new HubInitCommand(console);
      case "hub search" -> new HubSearchCommand(console);
      case "hub info" -> new HubInfoCommand(console);
      case "hub list" -> new HubListCommand(console);
      case "hub fetch" -> new HubFetchCommand(console);
      case "hub install" -> new HubInstallCommand();
      case "hub publish" -> new HubPublishCommand();
      case "hub yank" -> new HubYankCommand();
      case "hub outdated" -> new HubOutdatedCommand(console);
      case "hub update" -> new HubUpdateCommand(console);
      case "completion" -> new CompletionCommand(console);
      case "self update" -> new SelfUpdateCommand(console);
      case "self uninstall" -> new SelfUninstallCommand(console);
      case "expand" -> new ExpandCommand(console);
      case "graph" -> new GraphCommand(console);
      case "schema" -> new SchemaCommand(console);
      case "java" -> new JavaCommand();
      case "coordinator" -> new CoordinatorCommand(console);
      case "runtime" -> new RuntimeCommand();
      case "daemon" -> new DaemonCommand(console);
      default -> throw new IllegalStateException("`dora " + path + "` is no command");
    };
  }

  /** A command. */
  static CommandEntry command(String path, String purpose) {
    return new CommandEntry(path, purpose, Kind.COMMAND, "", false);
  }

  /** A command that starts another program. */
  static CommandEntry launcher(String path, String purpose) {
    return new CommandEntry(path, purpose, Kind.LAUNCHER, "", false);
  }

  /** A group's own entry; its commands are entries whose path begins with its name. */
  static CommandEntry group(String path, String purpose) {
    return new CommandEntry(path, purpose, Kind.GROUP, "", false);
  }

  /** The same entry with another last word that calls it, too. */
  CommandEntry alsoCalled(String word) {
    return new CommandEntry(path, purpose, kind, word, hidden);
  }

  /** The same entry, left out of help and tips. */
  CommandEntry unlisted() {
    return new CommandEntry(path, purpose, kind, alias, true);
  }

  /**
   * Finds what a word calls.
   *
   * @param group the group before the word, or empty
   */
  static @Nullable CommandEntry find(List<CommandEntry> entries, String group, String word) {
    for (CommandEntry entry : entries) {
      if (entry.isIn(group)
          && (entry.name().equals(word) || (!word.isEmpty() && entry.alias.equals(word)))) {
        return entry;
      }
    }
    return null;
  }

  /**
   * The entries of a group, or with an empty name those that stand in none, without hidden ones.
   */
  static List<CommandEntry> listed(List<CommandEntry> entries, String group) {
    List<CommandEntry> listed = new ArrayList<>();
    for (CommandEntry entry : entries) {
      if (entry.isIn(group) && !entry.hidden) {
        listed.add(entry);
      }
    }
    return listed;
  }

  /** Returns the last word. */
  String name() {
    return path.substring(path.lastIndexOf(' ') + 1);
  }

  private boolean isIn(String group) {
    int end = path.lastIndexOf(' ');
    return end < 0 ? group.isEmpty() : path.substring(0, end).equals(group);
  }
}
