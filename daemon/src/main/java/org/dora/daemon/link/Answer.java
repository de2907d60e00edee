package org.dora.daemon.link;

import org.dora.common.daemonlink.DaemonCommandReply;
import org.jspecify.annotations.Nullable;

/**
 * What comes of a command.
 *
 * @param reply null if there is none
 * @param afterwards what is begun only when the reply is on its way, since a coordinator has no use
 *     for results of what it does not know to be begun
 */
record Answer(@Nullable DaemonCommandReply reply, Runnable afterwards) {
  /** The answer to what is not replied to. */
  static final Answer NONE = new Answer(null, () -> {});

  static Answer of(DaemonCommandReply reply) {
    return new Answer(reply, () -> {});
  }
}
