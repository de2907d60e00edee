package org.dora.node.logging;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Where loggers of ours write to. For any number of threads. */
interface LogSink {

  /**
   * One thing to log.
   *
   * @param target name of the logger
   * @param fields key-values of the call, and of the thread's MDC
   */
  record Entry(
      Instant time,
      Level level,
      String target,
      String message,
      Map<String, String> fields,
      @Nullable Throwable throwable) {}

  /** Writes an entry at once. */
  void write(Entry entry);
}
