package org.dora.daemon.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private final LogSettings settings;
  private final SinkThread sink;
  private final InstantSource clock;
  private final BlockingQueue<LogEntry> queue = new LinkedBlockingQueue<>();
  private final Semaphore room;
  private final Thread thread;

  /** Set by the writer's thread when it takes nothing more. */
  private volatile boolean ended;

  /** The rest belongs to the writer's thread. */
  private final List<NodeLog> unflushed = new ArrayList<>();

  private final RunFolders folders = new RunFolders(this::runBegan);
  private final List<Thread> cleaners = new CopyOnWriteArrayList<>();
  private boolean endSeen;

  /**
   * Starts the writer's thread.
   *
   * @param daemon the daemon that all messages come through
   * @param sink gets all messages
   * @param settings what else is to be done
   * @param clock time of messages that tell none
   */
  public LogWriter(DaemonId daemon, LogSink sink, LogSettings settings, InstantSource clock) {
    this(daemon, sink, settings, clock, ROOM);
  }

  LogWriter(DaemonId daemon, LogSink sink, LogSettings settings, InstantSource clock, int room) {
    this.daemon = daemon;
    this.settings = settings;
    this.clock = clock;
    this.room = new Semaphore(room, true);
    this.sink = new SinkThread(sink, this::lossReport, SinkThread.ROOM, SinkThread.PATIENCE);
    this.thread = Thread.ofPlatform().daemon().name("dora-log-writer").start(this::run);
  }

  /**
   * Returns the entrance for one node; it costs nothing until the node starts.
   *
   * @param folders where its log file will lie
   * @param subscribers who reads logs in the dataflow
   */
  public NodeLog node(
      UUID dataflow,
      NodeId node,
      LogFolders folders,
      NodeLogging settings,
      LogSubscribers subscribers) {
    NodeLog log = new NodeLog(this, dataflow, node, daemon, folders, settings, subscribers, clock);
    post(new LogEntry.Known(log));
    return log;
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

  /**
   * Runs {@code action} on the sink's thread as soon as the sink has taken all that was said
   * before, or the writer has ended. Never waits.
   */
  public void afterMessages(Runnable action) {
    post(new LogEntry.AfterSink(action));
  }

  /** Writes what was said before, for up to 5 s. What is said afterwards is lost. */
  @Override
  public void close() {
    long end = System.nanoTime() + END_LIMIT.toNanos();
    try {
      for (Thread cleaner : cleaners) {
        cleaner.join(until(end));
      }
      post(new LogEntry.End());
      boolean written = thread.join(until(end));
      if (!sink.close(until(end)) || !written) {
        LOG.warn("nothing takes the log: its last messages are lost");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration until(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
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
    if (ended && queue.remove(entry)) {
      switch (entry) {
        case LogEntry.Marker(_, Runnable action) -> action.run();
        case LogEntry.AfterSink(Runnable action) -> action.run();
        default -> {
          // Nobody waits for it.
        }
      }
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
      folders.closeAll();
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
      case LogEntry.Known(NodeLog node) -> folders.known(node);
      case LogEntry.Started(NodeLog node) -> {
        node.open();
        folders.used(node);
      }
      case LogEntry.Line line -> {
        line.node().file.append(line.stream(), line.message());
        remember(line.node());
        if (!settings.quiet()) {
          show(line.message());
        }
      }
      case LogEntry.Notice(LogMessage message) -> show(message);
      case LogEntry.Marker(NodeLog node, Runnable action) -> {
        node.file.flush();
        run(action);
      }
      case LogEntry.AfterSink(Runnable action) -> sink.afterMessages(() -> run(action));
      case LogEntry.Finished(NodeLog node) -> {
        node.file.close();
        folders.finished(node);
      }
      case LogEntry.End() -> endSeen = true;
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
      node.file.flush();
    }
    unflushed.clear();
  }

  /** Shows a message behind all that was shown before. For the writer's thread. */
  void show(LogMessage message) {
    sink.accept(message);
  }

  private LogMessage lossReport(long lost) {
    return LogMessage.of(
        LogLevel.WARN,
        "daemon",
        lost + " log messages were not shown, since nothing took them; lines of nodes are in files",
        clock.instant());
  }

  /** Removes what was kept of earlier runs, on a thread of its own. */
  private void runBegan(UUID dataflow, Path folder) {
    Path out = Objects.requireNonNull(folder.getParent());
    cleaners.add(
        Thread.ofPlatform()
            .daemon()
            .name("dora-log-retention")
            .start(() -> {
              try {
                int removed = settings.retention().clean(out, folder, clock.instant());
                if (removed > 0) {
                  message(
                      dataflow,
                      LogLevel.INFO,
                      "daemon",
                      "removed the logs of %d earlier run%s from `%s`"
                          .formatted(removed, removed == 1 ? "" : "s", out));
                }
              } catch (IOException | RuntimeException e) {
                LOG.warn("logs of earlier runs in {} are kept: {}", out, e.toString());
              }
            }));
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("action after the last line of a node failed", e);
    }
  }
}
