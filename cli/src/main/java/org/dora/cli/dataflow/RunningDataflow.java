package org.dora.cli.dataflow;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.cli.control.ControlClient;
import org.dora.cli.log.LogPrinter;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowResult;
import org.dora.common.log.LogMessage;
import org.jspecify.annotations.Nullable;

/**
 * A dataflow whose log messages a connection has subscribed to.
 *
 * @param client the connection
 * @param id the dataflow's
 */
record RunningDataflow(ControlClient client, UUID id) {
  /** How often a silent dataflow is asked for, as the released program does. */
  private static final Duration SILENCE = Duration.ofSeconds(1);

  /** Short enough to show what has come before more does. */
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /** Returns how the dataflow has ended, nothing while it runs. */
  Optional<DataflowResult> result() {
    ControlReply reply = client.ask(new ControlRequest.Check(id), ControlReply.class);
    return reply instanceof ControlReply.DataflowStopped(UUID _, DataflowResult result)
        ? Optional.of(result)
        : Optional.empty();
  }

  /**
   * Fails the command if a node has failed.
   *
   * @throws CliException with a report of all of them
   */
  void requireSuccess() {
    result().ifPresent(DataflowEnd::check);
  }

  /**
   * Returns the next log message, or null after a while of silence.
   *
   * @param printer shows what it holds back before anybody waits
   */
  @Nullable LogMessage next(LogPrinter printer) {
    LogMessage arrived = client.nextLog(AT_ONCE);
    if (arrived != null) {
      return arrived;
    }
    printer.flush();
    return client.nextLog(SILENCE);
  }

  /** Shows the log messages that have arrived already. */
  void printArrived(LogPrinter printer) {
    LogMessage message = client.nextLog(AT_ONCE);
    while (message != null) {
      printer.accept(message);
      message = client.nextLog(AT_ONCE);
    }
    printer.flush();
  }

  /** Whether a message is the coordinator's word that the dataflow has ended. */
  static boolean isEnd(LogMessage message) {
    return "coordinator".equals(message.target()) && message.message().equals("dataflow finished");
  }
}
