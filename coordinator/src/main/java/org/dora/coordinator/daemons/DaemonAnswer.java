package org.dora.coordinator.daemons;

import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.message.Bytes;

/** What a daemon answers a command with, in either of two kinds of messages. */
public sealed interface DaemonAnswer {
  /** As the protocol has it. */
  record Reply(DaemonCommandReply reply) implements DaemonAnswer {}

  /**
   * In an {@link org.dora.common.daemonlink.AnswerFrame}, by which our own daemons answer.
   *
   * @param part a {@link org.dora.common.log.LogPart}
   */
  record PartOfLog(Bytes part) implements DaemonAnswer {}
}
