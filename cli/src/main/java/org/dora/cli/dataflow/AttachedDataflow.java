package org.dora.cli.dataflow;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.control.ControlClient;
import org.dora.cli.log.LogPrinter;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowResult;
import org.dora.common.log.LogMessage;
import org.dora.daemon.process.SignalHandling;

/**
 * Shows a dataflow's log until it ends. The first Ctrl-C stops it gracefully, the second by force,
 * the third only ends this command; other signals end the command and leave the dataflow running.
 */
final class AttachedDataflow {
  /** For nodes that do not react; the coordinator has limits of its own. */
  private static final Duration STOPPED = Duration.ofMinutes(2);

  private static final int SIGNAL_EXIT = 128;
  private static final int SIGHUP = 1;
  private static final int SIGTERM = 15;

  private final RunningDataflow dataflow;
  private final OperatorFiles operators;
  private final LogPrinter printer;
  private final Console console;
  private final Map<String, String> environment;

  AttachedDataflow(
      RunningDataflow dataflow,
      OperatorFiles operators,
      LogPrinter printer,
      Console console,
      Map<String, String> environment) {
    this.dataflow = dataflow;
    this.operators = operators;
    this.printer = printer;
    this.console = console;
    this.environment = environment;
  }

  /**
   * Returns when the dataflow has ended.
   *
   * @throws CliException if a node has failed
   */
  void follow() {
    DataflowResult result;
    try (SignalHandling _ = SignalHandling.install(this::signalled)) {
      result = showUntilEnd();
    }
    DataflowEnd.check(result);
  }

  private DataflowResult showUntilEnd() {
    Optional<DataflowResult> result = Optional.empty();
    while (result.isEmpty()) {
      LogMessage message = dataflow.next(printer);
      if (message != null) {
        printer.accept(message);
      }
      reload();
      if (message == null || RunningDataflow.isEnd(message)) {
        result = dataflow.result();
      }
    }
    dataflow.printArrived(printer);
    return result.get();
  }

  private void reload() {
    for (OperatorFiles.Operator operator : operators.changed()) {
      console.err().println("reloading operator `" + operator + "`");
      try {
        ControlReply.DataflowReloaded _ =
            dataflow
                .client()
                .ask(
                    new ControlRequest.Reload(dataflow.id(), operator.node(), operator.id()),
                    ControlReply.DataflowReloaded.class);
      } catch (CliException e) {
        console.warn("cannot reload operator `" + operator + "`: " + e.getMessage());
      }
    }
  }

  private void signalled(String signal, int count) {
    UUID id = dataflow.id();
    if (!signal.equals("SIGINT")) {
      console.err().println("detached by " + signal + ": dataflow " + id + " runs on");
      Runtime.getRuntime().halt(SIGNAL_EXIT + (signal.equals("SIGHUP") ? SIGHUP : SIGTERM));
    } else if (count == 1) {
      console.err().println("stopping dataflow " + id + " (Ctrl-C again kills it)");
      stop(false);
    } else if (count == 2) {
      console.err().println("received second ctrl-c signal: killing dataflow " + id);
      stop(true);
    } else {
      Runtime.getRuntime().halt(CliException.FAILURE);
    }
  }

  /**
   * On a connection of its own, since a released coordinator answers one request after the other;
   * that the dataflow has ended, {@link #showUntilEnd} sees.
   */
  private void stop(boolean force) {
    CoordinatorAddress address = dataflow.client().address();
    try (ControlClient client = ControlClient.connect(address, environment)) {
      ControlReply.DataflowStopped _ =
          client.ask(
              new ControlRequest.Stop(dataflow.id(), null, force),
              ControlReply.DataflowStopped.class,
              STOPPED);
    } catch (CliException e) {
      console.err().println("cannot stop dataflow " + dataflow.id() + ": " + e.getMessage());
    }
  }
}
