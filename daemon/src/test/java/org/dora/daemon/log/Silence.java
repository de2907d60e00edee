package org.dora.daemon.log;

import org.dora.common.log.LogMessage;

/** For tests that look at files only. */
final class Silence implements LogSink {
  @Override
  public void accept(LogMessage message) {}

  @Override
  public void flush() {}
}
