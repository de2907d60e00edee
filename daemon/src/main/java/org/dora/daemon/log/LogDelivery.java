package org.dora.daemon.log;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dora.common.arrow.IpcEncoder;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.memory.PayloadAllocator;
import org.dora.daemon.process.OutputLine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes messages for other nodes of what one node prints (daemon.md, section 7.1), on the threads
 * that read its output, and hands them to the conductor.
 *
 * <p>What the conductor has not dealt with yet is bounded: a node that prints faster than that
 * waits. Best effort: if the conductor takes nothing for a while the messages are lost, the lines
 * themselves are not.
 */
public final class LogDelivery {
  /** Bound of what is under way, in units of {@link LogWriter#weight}: 1 Mi characters. */
  private static final int ROOM = 1 << 12;

  private static final long PATIENCE_SECONDS = 1;
  private static final Logger LOG = LoggerFactory.getLogger(LogDelivery.class);

  private final IpcEncoder encoder;
  private final LogParcel.Receiver conductor;
  private final Semaphore room = new Semaphore(ROOM, true);
  private volatile boolean toldOfLoss;

  /**
   * @param memory where messages are encoded
   * @param conductor takes the messages
   */
  public LogDelivery(PayloadAllocator memory, LogParcel.Receiver conductor) {
    this.encoder = new IpcEncoder(memory);
    this.conductor = conductor;
  }

  /** Sends a line as it was printed, with its newline. */
  void raw(NodeId writer, DataId output, OutputLine line) {
    String text = line.raw();
    send(writer, weight(text), () -> new LogParcel.Raw(output, encoder.encode(text)));
  }

  /** Sends a log message. */
  void message(NodeId writer, @Nullable DataId output, LogMessage message) {
    send(
        writer,
        weight(message.message()),
        () -> new LogParcel.Message(message.level(), output, encoder.encode(message.toJson())));
  }

  private interface Encoding {
    LogParcel.Content content();
  }

  private void send(NodeId writer, int weight, Encoding encoding) {
    if (acquire(weight)) {
      conductor.take(new LogParcel(writer, encoding.content(), () -> room.release(weight)));
    } else if (!toldOfLoss) {
      toldOfLoss = true;
      LOG.warn("lines of node {} do not reach their readers in time, some are lost", writer);
    }
  }

  private static int weight(String text) {
    return Math.min(ROOM, LogWriter.weight(text));
  }

  private boolean acquire(int weight) {
    try {
      return room.tryAcquire(weight, PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
