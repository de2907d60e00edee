package org.dora.daemon.dataflow;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.descriptor.NodeLogging;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.Metadata;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Parameter;
import org.dora.common.message.Timestamped;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.dataflow.Routes.Reader;
import org.dora.daemon.log.LogParcel;
import org.dora.daemon.log.LogSubscribers.Subscriber;

/**
 * Brings what nodes print to the nodes that read it: {@code send_stdout_as}, {@code send_logs_as}
 * and {@code dora/logs} inputs (daemon.md, section 7.1). Best effort: nobody waits for a reader.
 */
final class PrintedLines {
  private static final Map<String, Parameter> PARAMETERS =
      Map.of(Metadata.FRAMING, new Parameter.Text(Metadata.FRAMING_ARROW_IPC));

  private final DataflowState state;

  PrintedLines(DataflowState state) {
    this.state = state;
  }

  /** Returns the outputs that carry what a node prints. */
  static Set<DataId> outputs(NodeLogging logging) {
    Set<DataId> outputs = new HashSet<>();
    logging.stdoutOutput().ifPresent(outputs::add);
    logging.logsOutput().ifPresent(outputs::add);
    return outputs;
  }

  void deliver(LogParcel parcel) {
    NodeId writer = parcel.writer();
    Metadata metadata = Metadata.of(state.clock().now(), PARAMETERS);
    switch (parcel.content()) {
      case LogParcel.Raw(var output, var payload) -> send(writer, output, metadata, payload);
      case LogParcel.Message(var level, var output, var payload) -> {
        for (Subscriber reader : state.routes.logs.readersOf(writer, level)) {
          offer(reader.node(), reader.input(), metadata, payload);
        }
        if (output != null) {
          send(writer, output, metadata, payload);
        }
      }
    }
    parcel.done();
  }

  private void send(NodeId writer, DataId output, Metadata metadata, Payload payload) {
    DataflowNode node = state.find(writer);
    if (node != null && node.openOutputs.contains(output)) {
      for (Reader reader : state.routes.readersOf(writer, output)) {
        offer(reader.node(), reader.input(), metadata, payload);
      }
    }
  }

  private void offer(NodeId reader, DataId input, Metadata metadata, Payload payload) {
    DataflowNode node = state.find(reader);
    NodeEventQueue events = node == null ? null : node.events();
    if (events != null) {
      HlcTimestamp time = metadata.timestamp();
      NodeEvent event = new NodeEvent.Input(input, metadata, payload.retain());
      if (!events.offerInput(new Timestamped<>(event, time))) {
        payload.release();
        state.faults.droppedMessages++;
      }
    }
  }
}
