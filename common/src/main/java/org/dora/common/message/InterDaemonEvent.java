package org.dora.common.message;

import java.util.UUID;
import org.dora.common.codec.Wire;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;

/** What daemons of different machines tell each other over Zenoh (daemon.md, section 4.4). */
@Wire
public sealed interface InterDaemonEvent
    permits InterDaemonEvent.Output,
        InterDaemonEvent.OutputClosed,
        InterDaemonEvent.ExtensionMessage {

  /** A message on an output that is read on another machine. */
  record Output(
      UUID dataflowId, NodeId nodeId, DataId outputId, Metadata metadata, @Nullable Payload data)
      implements InterDaemonEvent {}

  /** An output has ended. */
  record OutputClosed(UUID dataflowId, NodeId nodeId, DataId outputId)
      implements InterDaemonEvent {}

  /** A message between extensions of daemons; to all machines if {@code targetMachine} is null. */
  record ExtensionMessage(
      UUID dataflowId, String namespace, @Nullable String targetMachine, Bytes payload)
      implements InterDaemonEvent {}
}
