package org.dora.daemon.log;

import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a node becomes for other nodes, encoded, on its way to the conductor.
 *
 * @param writer the node that printed it
 * @param content what it says
 * @param onDone run once the parcel is dealt with
 */
public record LogParcel(NodeId writer, Content content, Runnable onDone) {

  /** What is delivered; owns a reference to its payload. */
  public sealed interface Content {
    /** Returns the Arrow array of one text. */
    Payload payload();
  }

  /**
   * The line as it was printed, for {@code send_stdout_as}.
   *
   * @param output that carries it
   */
  public record Raw(DataId output, Payload payload) implements Content {}

  /**
   * The line as a log message, for {@code dora/logs} inputs and {@code send_logs_as}.
   *
   * @param output that carries it, too
   */
  public record Message(LogLevel level, @Nullable DataId output, Payload payload)
      implements Content {}

  /** Ends the parcel, delivered or not. To be called once. */
  public void done() {
    content.payload().release();
    onDone.run();
  }

  /** Who takes parcels. */
  @FunctionalInterface
  public interface Receiver {
    /** Takes a parcel, which has to be ended by {@link #done}; does not wait. */
    void take(LogParcel parcel);
  }
}
