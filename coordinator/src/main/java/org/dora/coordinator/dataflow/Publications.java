package org.dora.coordinator.dataflow;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.control.ControlRequest;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.Delivery;
import org.dora.common.daemonlink.OutputRef;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.dora.coordinator.daemons.DaemonFailure;

/**
 * Brings messages of users to those who read an output, through the daemon of its node: the
 * released coordinator puts them onto Zenoh, where nobody may hear them. Confined to the conductor.
 */
public final class Publications {
  private final Dataflows dataflows;

  /**
   * @param dataflows in which messages are published
   */
  public Publications(Dataflows dataflows) {
    this.dataflows = dataflows;
  }

  /**
   * Brings a message to its receivers.
   *
   * @param cliIsOurs whether it comes from our own CLI; others may only do what they can elsewhere
   * @return completes with the number of inputs that have got it
   * @throws RefusedException if that is not possible
   */
  public CompletableFuture<Long> publish(ControlRequest.TopicPublish request, boolean cliIsOurs) {
    UUID id = request.dataflowId();
    DataflowRun run = dataflows.findRunning(id);
    if (!cliIsOurs && (run == null || !TopicOutputs.of(run).isDebugged())) {
      throw new RefusedException(
          "dataflow "
              + id
              + " not found, output unavailable, or topic publish requires"
              + " `debug.enable_debug_inspection: true`");
    }
    if (run == null) {
      throw new RefusedException("no running dataflow with ID `" + id + "`");
    }
    TopicOutputs outputs = TopicOutputs.of(run);
    OutputRef output = outputs.find(new OutputRef(request.nodeId(), request.outputId()));
    ConnectedDaemon daemon = dataflows.connected(outputs.daemonOf(output));
    if (!daemon.isOurs()) {
      throw new RefusedException(
          "node `%s` runs on daemon `%s` of dora %s, which takes no messages for its nodes: only a daemon of this suite does"
              .formatted(output.node(), daemon, daemon.registration().doraVersion()));
    }
    return daemon
        .ask(new DaemonCommand.PublishTopic(id, output.node(), output.output(), request.dataJson()))
        .thenApply(Publications::receivers);
  }

  private static Long receivers(DaemonCommandReply reply) {
    if (!(reply instanceof DaemonCommandReply.PublishTopicResult(Delivery delivery))) {
      throw new DaemonFailure("unexpected reply " + reply);
    }
    return switch (delivery) {
      case Delivery.Delivered(long receivers) -> receivers;
      case Delivery.Refused(String reason) -> throw new DaemonFailure(reason);
    };
  }
}
