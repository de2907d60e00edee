package org.dora.node;

import java.util.Collection;
import org.dora.common.memory.Payload;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.jspecify.annotations.Nullable;

/** A node's part in its dataflow: by way of the daemon, or of what stands in for one. */
interface Session {
  /**
   * Sends a message, stamped with the time. For any thread; the payload stays the caller's.
   *
   * @throws org.dora.common.net.FrameTooLargeException if nothing was sent because of its size
   */
  void send(Output output, Metadata metadata, @Nullable Payload payload);

  /** Ends outputs: their receivers are told after all messages sent before. For any thread. */
  void closeOutputs(Collection<Output> outputs);

  /**
   * Asks the daemon for something that has nothing to do with events and messages. For any thread.
   */
  DaemonReply call(DaemonRequest request);

  /** Returns whether nothing more can be sent. */
  boolean isLeft();

  /**
   * Leaves the dataflow. Waiting events are given up. Failures are logged: whoever closes a node
   * cannot do anything about them.
   *
   * @param outputs those of the node; the ones that are open are closed
   */
  void leave(Collection<Output> outputs);
}
