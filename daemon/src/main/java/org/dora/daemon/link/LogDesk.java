package org.dora.daemon.link;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dora.common.DoraException;
import org.dora.common.daemonlink.AnswerFrame;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonLink;
import org.dora.common.daemonlink.StoredLog;
import org.dora.common.log.LogPart;
import org.dora.common.log.LogSection;
import org.dora.daemon.log.LogFileNames;
import org.dora.daemon.process.RealTime;

/** Answers what is asked about log files, on a thread of its own: a disk may be slow. */
final class LogDesk implements AutoCloseable {
  private final Runs runs;
  private final Outbox outbox;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work ->
          Thread.ofPlatform()
              .daemon()
              .name("dora-link-logs")
              .unstarted(() -> {
                RealTime.leave();
                work.run();
              }));

  LogDesk(Runs runs, Outbox outbox) {
    this.runs = runs;
    this.outbox = outbox;
  }

  /**
   * Reads and puts the answer into the outbox, behind what is there, so that it keeps back nothing.
   *
   * @param command the id of the command that is answered
   * @param limit of an answer that is no part, in bytes
   */
  void read(UUID command, DaemonCommand.Logs logs, int limit) {
    thread.execute(() -> outbox.answerBehind(answer(command, logs, limit)));
  }

  private Outgoing answer(UUID command, DaemonCommand.Logs logs, int limit) {
    StoredLog log;
    try {
      LogFileNames names = runs.logOf(logs.dataflowId(), logs.nodeId());
      LogSection section = logs.section();
      if (section != null) {
        LogPart part = LogParts.read(names, logs.tail(), section);
        return new Outgoing.BinaryAnswer(new AnswerFrame(command, part.toBytes()));
      }
      log = StoredLogs.read(names, logs.tail(), limit);
    } catch (DoraException e) {
      log = new StoredLog.Unavailable(Reasons.of(e));
    } catch (IOException e) {
      log = new StoredLog.Unavailable("cannot read the log of node `" + logs.nodeId() + "`: " + e);
    }
    return new Outgoing.Answer(DaemonLink.reply(command, new DaemonCommandReply.Logs(log)));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
