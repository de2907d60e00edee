package org.dora.cli.dataflow;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.cli.control.ControlClient;
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
  static final Duration SILENCE = Duration.ofSeconds(1);

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

  /** Returns the next log message, or null if none comes in time. */
  @Nullable LogMessage next(Duration patience) {
    return client.nextLog(patience);
  }

  /** Whether a message is the coordinator's word that the dataflow has ended. */
  static boolean isEnd(LogMessage message) {
    return "coordinator".equals(message.target()) && message.message().equals("dataflow finished");
  }
}
