package org.dora.daemon.dataflow;

import java.util.HashSet;
import java.util.Set;
import org.dora.common.descriptor.NodeLogging;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.Metadata;
import org.dora.daemon.log.LogParcel;
import org.dora.daemon.log.LogSubscribers.Subscriber;

/**
 * Brings what nodes print to the nodes that read it: {@code send_stdout_as}, {@code send_logs_as}
 * and {@code dora/logs} inputs (daemon.md, section 7.1). Best effort: nobody waits for a reader.
 */
final class PrintedLines {
  private final DataflowState state;
  private final LossyDelivery delivery;

  PrintedLines(DataflowState state, LossyDelivery delivery) {
    this.state = state;
    this.delivery = delivery;
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
    Metadata metadata = delivery.metadata();
    switch (parcel.content()) {
      case LogParcel.Raw(var output, var payload) -> send(writer, output, metadata, payload);
      case LogParcel.Message(var level, var output, var payload) -> {
        for (Subscriber reader : state.routes.logs.readersOf(writer, level)) {
          boolean _ = delivery.offer(reader.node(), reader.input(), metadata, payload);
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
      int _ = delivery.send(writer, output, metadata, payload);
    }
  }
}
