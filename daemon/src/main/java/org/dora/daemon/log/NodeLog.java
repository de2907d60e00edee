package org.dora.daemon.log;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.descriptor.NodeLogging;
import org.dora.common.id.DaemonId;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.log.NodeLine;
import org.dora.daemon.process.OutputLine;
import org.dora.daemon.process.ProcessStream;
import org.jspecify.annotations.Nullable;

/**
 * Where everything that is said by and about one node enters the log, over all its restarts. Safe
 * for use by any thread.
 *
 * <p>A line goes: as a message to other nodes, parsed and filtered before on the thread that read
 * it; then, in the order of arrival and on the thread of {@link LogWriter}, to the node's log file
 * and to the {@link LogSink}.
 */
public final class NodeLog {
  private final LogWriter writer;
  private final UUID dataflow;
  private final NodeId node;
  private final DaemonId daemon;
  private final @Nullable DataId rawOutput;
  private final @Nullable DataId messageOutput;
  private final LogLevel minimum;
  private final LogSubscribers subscribers;
  private final InstantSource clock;
  private final LogLink link;

  /** The rest belongs to the writer's thread. */
  final NodeLogFile file;

  /** Whether the file holds back what was written. */
  boolean unflushed;

  NodeLog(
      LogWriter writer,
      UUID dataflow,
      NodeId node,
      DaemonId daemon,
      LogFolders folders,
      NodeLogging settings,
      LogSubscribers subscribers,
      InstantSource clock) {
    this.writer = writer;
    this.dataflow = dataflow;
    this.node = node;
    this.daemon = daemon;
    this.rawOutput = settings.stdoutOutput().orElse(null);
    this.messageOutput = settings.logsOutput().orElse(null);
    this.minimum = settings.minimumLevel();
    this.subscribers = subscribers;
    this.clock = clock;
    this.link = LogLink.of(folders, dataflow, node);
    this.file =
        new NodeLogFile(
            link.log(),
            settings,
            clock,
            warning -> writer.show(notice(LogLevel.WARN, "daemon", warning)));
  }

  /** The node's process runs: makes the log file, which is there even if the node says nothing. */
  public void started() {
    writer.post(new LogEntry.Started(this));
  }

  /**
   * Takes a line that the node printed. Waits while the writer is far behind, which in turn makes a
   * node wait that prints faster than can be written; so not for the conductor.
   *
   * @param delivery brings the line to the nodes that read it
   */
  public void line(OutputLine line, LogDelivery delivery) {
    if (rawOutput != null) {
      delivery.raw(node, rawOutput, line);
    }
    String text = line.message();
    if (line.malformed()) {
      String stream = line.stream() == ProcessStream.STDOUT ? "stdout" : "stderr";
      message(LogLevel.WARN, "daemon", stream + " not valid UTF-8 string: " + text);
    }
    LogMessage message = NodeLine.read(text, clock.instant()).from(dataflow, node, daemon);
    if (message.level().passes(minimum)) {
      if (messageOutput != null || subscribers.anyReads(node, message.level())) {
        delivery.message(node, messageOutput, message);
      }
      writer.postLine(new LogEntry.Line(this, line.stream(), message, LogWriter.weight(text)));
    }
  }

  /**
   * Says something about the node in the daemon's own name: to the sink only, after all earlier
   * lines and messages. Never waits.
   *
   * @param target part of the daemon that speaks, such as {@code daemon} or {@code spawner}
   */
  public void message(LogLevel level, String target, String text) {
    writer.post(new LogEntry.Notice(notice(level, target, text)));
  }

  /**
   * Runs {@code action} on the writer's thread as soon as all earlier lines of the node stand in
   * its file. Never waits. After the end of the writer the action runs at once.
   */
  public void afterLines(Runnable action) {
    writer.post(new LogEntry.Marker(this, action));
  }

  /** The node will not run again: closes its file after all earlier lines. Never waits. */
  public void finished() {
    writer.post(new LogEntry.Finished(this));
  }

  UUID dataflow() {
    return dataflow;
  }

  /** The folders of this run that the log is found in. */
  List<Path> folders() {
    return link.folders();
  }

  /** Makes the log file, and shows it in the dataflow's folder. For the writer's thread. */
  void open() {
    file.open();
    link.make();
  }

  LogMessage notice(LogLevel level, String target, String text) {
    return LogMessage.of(level, target, text, clock.instant()).from(dataflow, node, daemon);
  }
}
