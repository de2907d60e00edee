package org.dora.daemon.dataflow;

import java.util.Map;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.Metadata;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Parameter;
import org.dora.common.message.Timestamped;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.dataflow.Routes.Reader;

/** Brings messages that no node has sent to those who read them; nobody waits for a reader. */
final class LossyDelivery {
  private static final Map<String, Parameter> PARAMETERS =
      Map.of(Metadata.FRAMING, new Parameter.Text(Metadata.FRAMING_ARROW_IPC));

  private final DataflowState state;

  LossyDelivery(DataflowState state) {
    this.state = state;
  }

  /** Returns the metadata of a message that the daemon makes now. */
  Metadata metadata() {
    return Metadata.of(state.clock().now(), PARAMETERS);
  }

  /**
   * Brings a message from outside the dataflow to all who read an output.
   *
   * @return how many have got it
   * @throws CommandRefusedException if nothing can come on that output
   */
  int publish(NodeId node, DataId output, Payload payload) {
    DataflowNode producer = state.find(node);
    if (producer == null || !producer.openOutputs.contains(output)) {
      throw new CommandRefusedException(
          "no open output `%s/%s` in dataflow `%s`".formatted(node, output, state.id));
    }
    return send(node, output, metadata(), payload);
  }

  /**
   * Brings a message to all who read an output. The caller keeps its reference to the payload.
   *
   * @return how many have got it
   */
  int send(NodeId node, DataId output, Metadata metadata, Payload payload) {
    state.inspections.sent(node, output, metadata, payload);
    int receivers = 0;
    for (Reader reader : state.routes.readersOf(node, output)) {
      receivers += offer(reader.node(), reader.input(), metadata, payload) ? 1 : 0;
    }
    return receivers;
  }

  /** Offers a message to one input; returns whether its node will get it. */
  boolean offer(NodeId reader, DataId input, Metadata metadata, Payload payload) {
    DataflowNode node = state.find(reader);
    NodeEventQueue events = node == null ? null : node.events();
    if (events == null) {
      return false;
    }
    NodeEvent event = new NodeEvent.Input(input, metadata, payload.retain());
    if (events.offerInput(new Timestamped<>(event, metadata.timestamp()))) {
      return true;
    }
    payload.release();
    state.faults.droppedMessages++;
    return false;
  }
}
