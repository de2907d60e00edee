package org.dora.cli.dataflow;

import java.util.ArrayList;
import java.util.List;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.RefusedException;
import org.dora.cli.log.LogPrinter;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.LogFilter;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.jspecify.annotations.Nullable;

/** The log of a dataflow as the coordinator has it from the daemons. */
final class RemoteLogs {
  private static final String NOT_RUNNING = "no running dataflow with id";

  /** A node that has said nothing yet has no file. */
  private static final String NO_FILE = "log file";

  /** Said by a daemon that has been started since. */
  private static final String UNKNOWN = "no dataflow with ID";

  /** Said by coordinators where the connection of a daemon has ended before it had answered. */
  private static final List<String> CUT_OFF =
      List.of("timeout waiting for daemon", "has disconnected");

  private final ControlClient client;
  private final DataflowRef dataflow;
  private final Console console;

  /**
   * @param console where it is said why a node's log is not shown
   */
  RemoteLogs(ControlClient client, DataflowRef dataflow, Console console) {
    this.client = client;
    this.dataflow = dataflow;
    this.console = console;
  }

  /** Returns all nodes of the dataflow; none if the coordinator does not know them. */
  List<NodeId> nodes() {
    try {
      List<NodeId> nodes = new ArrayList<>();
      for (NodeDescriptor node : client.descriptor(dataflow.uuid()).nodes()) {
        nodes.add(node.id());
      }
      return nodes;
    } catch (RefusedException _) {
      return nodesThatHaveEnded();
    }
  }

  /** A coordinator describes only dataflows that run, but keeps the results of the others. */
  private List<NodeId> nodesThatHaveEnded() {
    try {
      return new RunningDataflow(client, dataflow.uuid())
          .result()
          .map(result -> List.copyOf(result.nodeResults().keySet()))
          .orElse(List.of());
    } catch (RefusedException _) {
      return List.of();
    }
  }

  /**
   * Returns the logs that daemons have.
   *
   * @param named whether the user has named the node: one of several may have no file yet
   * @param tail how many lines of each node are enough; null for all
   */
  List<NodeLog> stored(List<NodeId> nodes, boolean named, @Nullable Long tail) {
    List<NodeLog> logs = new ArrayList<>();
    for (NodeId node : nodes) {
      RemoteParts parts = new RemoteParts(client, dataflow.uuid(), node, tail, nodes.size());
      NodeLog log = new NodeLog(node, parts::next);
      try {
        boolean _ = log.hasNext();
        logs.add(log);
      } catch (RefusedException e) {
        if (named) {
          throw advised(e);
        }
        if (!e.says(NO_FILE) && !e.says(UNKNOWN)) {
          console.err().println("warning: node `" + node + "`: " + e.getMessage());
        }
      }
    }
    return logs;
  }

  private static CliException advised(RefusedException e) {
    return CUT_OFF.stream().anyMatch(e::says)
        ? new CliException(
            CliException.FAILURE,
            String.valueOf(e.getMessage()),
            "a daemon of dora 1.1 sends a log in one message and loses its connection if that is"
                + " too large: ask for fewer lines with `--tail`")
        : e;
  }

  /**
   * Asks for what is said from now on, before the files are read so that nothing is lost.
   *
   * @return false if the dataflow has ended
   */
  boolean subscribe(LogLevel loosest) {
    try {
      client.subscribe(new ControlRequest.LogSubscribe(dataflow.uuid(), filter(loosest)));
      return true;
    } catch (RefusedException e) {
      if (e.says(NOT_RUNNING)) {
        return false;
      }
      throw e;
    }
  }

  private static LogFilter filter(LogLevel loosest) {
    return switch (loosest) {
      case ERROR -> LogFilter.ERROR;
      case WARN -> LogFilter.WARN;
      case INFO -> LogFilter.INFO;
      case DEBUG -> LogFilter.DEBUG;
      case TRACE, STDOUT -> LogFilter.TRACE;
    };
  }

  /**
   * Returns what the subscription has brought while files were read, and no file has. A coordinator
   * begins with what it has kept, so most of it is older than the command.
   *
   * @param nodes those to show, as in {@link #follow}
   */
  List<LogMessage> arrived(List<NodeId> nodes, boolean named, SeenLines seen) {
    return client.takeLogs().stream()
        .filter(message -> isOf(message, nodes, named) && !seen.has(message))
        .toList();
  }

  /**
   * Shows what is said until the dataflow ends.
   *
   * @param nodes those to show; what is about no node is shown unless the user has named one
   */
  void follow(
      LogQuery query, List<NodeId> nodes, boolean named, SeenLines seen, LogPrinter printer) {
    RunningDataflow running = new RunningDataflow(client, dataflow.uuid());
    while (true) {
      LogMessage message = running.next(printer);
      if (message == null) {
        if (running.result().isPresent()) {
          return;
        }
      } else if (isOf(message, nodes, named) && !seen.has(message) && query.wants(message)) {
        printer.accept(message);
      }
    }
  }

  private static boolean isOf(LogMessage message, List<NodeId> nodes, boolean named) {
    return !named || (message.nodeId() != null && nodes.contains(message.nodeId()));
  }
}
