package org.dora.daemon.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.descriptor.NodeLogging;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the log of one daemon on one thread: the lines of all nodes to their files and to a sink,
 * the daemon's own messages to the sink, all in the order of arrival (daemon.md, section 7.1). Safe
 * for use by any thread.
 *
 * <p>The queue is bounded by the size of the lines in it. Who reads a node's output waits for room;
 * the daemon's own messages, few and short, are always taken, so that the conductor never waits.
 */
public final class LogWriter implements AutoCloseable {
  /** Room in the queue, in units of {@link #UNIT_CHARS}: 16 Mi characters. */
  private static final int ROOM = 1 << 16;

  private static final int UNIT_CHARS = 256;
  private static final int BATCH = 1024;

  /** How long the end waits for a sink that is stuck (cli.md, section 3). */
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

  private final DaemonId daemon;
  private final LogSink sink;
  private final InstantSource clock;
  private final BlockingQueue<LogEntry> queue = new LinkedBlockingQueue<>();
  private final Semaphore room;
  private final Thread thread;

  /** Set by the writer's thread when it takes nothing more. */
  private volatile boolean ended;

  /** The rest belongs to the writer's thread. */
  private final List<NodeLog> unflushed = new ArrayList<>();

  private boolean sinkUsable = true;
  private boolean endSeen;

  /**
   * Starts the writer's thread.
   *
   * @param daemon the daemon that all messages come through
   * @param sink gets all messages
   * @param clock time of messages that tell none
   */
  public LogWriter(DaemonId daemon, LogSink sink, InstantSource clock) {
    this(daemon, sink, clock, ROOM);
  }

  LogWriter(DaemonId daemon, LogSink sink, InstantSource clock, int room) {
    this.daemon = daemon;
    this.sink = sink;
    this.clock = clock;
    this.room = new Semaphore(room, true);
    this.thread = Thread.ofPlatform().daemon().name("dora-log-writer").start(this::run);
  }

  /**
   * Returns the entrance for one node; it costs nothing until the node starts.
   *
   * @param workingDir the node's, where its log file will lie
   */
  public NodeLog node(UUID dataflow, NodeId node, Path workingDir, NodeLogging settings) {
    return new NodeLog(this, dataflow, node, daemon, workingDir, settings, clock);
  }

  /**
   * Says something about a dataflow in the daemon's own name: to the sink only. Never waits.
   *
   * @param target part of the daemon that speaks, such as {@code daemon}
   */
  public void message(UUID dataflow, LogLevel level, String target, String text) {
    LogMessage message = LogMessage.of(level, target, text, clock.instant());
    post(new LogEntry.Notice(message.from(dataflow, null, daemon)));
  }

  /** Writes what was said before, for up to 5 s. What is said afterwards is lost. */
  @Override
  public void close() {
    post(new LogEntry.End());
    try {
      if (!thread.join(END_LIMIT)) {
        LOG.warn("log writer is stuck: last messages are lost");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  static int weight(String text) {
    return 1 + text.length() / UNIT_CHARS;
  }

  void postLine(LogEntry.Line line) {
    if (!ended) {
      room.acquireUninterruptibly(line.weight());
    }
    post(line);
  }

  void post(LogEntry entry) {
    queue.add(entry);
    // Either the writer's last look at the queue finds the entry, or we take it back here.
    if (ended && queue.remove(entry) && entry instanceof LogEntry.Marker(_, Runnable action)) {
      action.run();
    }
  }

  /** Returns whether somebody waits for room in the queue. */
  boolean isFull() {
    return room.hasQueuedThreads();
  }

  private void run() {
    Deque<LogEntry> batch = new ArrayDeque<>(BATCH);
    try {
      while (!endSeen) {
        takeInto(batch);
        room.release(handleAll(batch));
      }
    } finally {
      // Even if this thread should fail: nobody may wait for it.
      ended = true;
      room.release(Integer.MAX_VALUE / 2);
      queue.drainTo(batch);
      handleAll(batch);
    }
  }

  private void takeInto(Deque<LogEntry> batch) {
    try {
      batch.add(queue.take());
      queue.drainTo(batch, BATCH - 1);
    } catch (InterruptedException _) {
      endSeen = true; // nobody interrupts this thread but the end of the JVM
    }
  }

  /** Returns the room that the entries took. */
  private int handleAll(Deque<LogEntry> batch) {
    int weight = 0;
    for (LogEntry entry = batch.poll(); entry != null; entry = batch.poll()) {
      weight += entry instanceof LogEntry.Line line ? line.weight() : 0;
      handle(entry);
    }
    flush();
    return weight;
  }

  private void handle(LogEntry entry) {
    switch (entry) {
      case LogEntry.Started(NodeLog node) -> write(node, NodeLogFile::open);
      case LogEntry.Line line -> {
        write(line.node(), file -> file.append(line.stream(), line.message()));
        remember(line.node());
        show(line.message());
      }
      case LogEntry.Notice(LogMessage message) -> show(message);
      case LogEntry.Marker(NodeLog node, Runnable action) -> {
        write(node, NodeLogFile::flush);
        run(action);
      }
      case LogEntry.Finished(NodeLog node) -> write(node, NodeLogFile::close);
      case LogEntry.End() -> endSeen = true;
    }
  }

  private interface FileAction {
    void on(NodeLogFile file) throws IOException;
  }

  /** A file that cannot be written is given up, with one message; the node goes on. */
  private void write(NodeLog node, FileAction action) {
    if (!node.fileUsable) {
      return;
    }
    try {
      action.on(node.file);
    } catch (IOException | RuntimeException e) {
      node.fileUsable = false;
      node.file.discard();
      String problem = "cannot write log file `" + node.file.path() + "`: " + e;
      show(node.notice(LogLevel.WARN, "daemon", problem + "; the node goes on without it"));
    }
  }

  private void remember(NodeLog node) {
    if (!node.unflushed) {
      node.unflushed = true;
      unflushed.add(node);
    }
  }

  private void flush() {
    for (NodeLog node : unflushed) {
      node.unflushed = false;
      write(node, NodeLogFile::flush);
    }
    unflushed.clear();
    useSink(sink::flush);
  }

  private void show(LogMessage message) {
    useSink(() -> sink.accept(message));
  }

  private void useSink(Runnable use) {
    if (sinkUsable) {
      try {
        use.run();
      } catch (RuntimeException e) {
        sinkUsable = false;
        LOG.error("log messages cannot be shown any more", e);
      }
    }
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("action after the last line of a node failed", e);
    }
  }
}
