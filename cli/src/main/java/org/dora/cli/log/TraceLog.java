package org.dora.cli.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.dora.cli.Dora;
import org.dora.cli.ProcessEnd;

/**
 * Sets Logback up for what the program has to say about itself: warnings and errors, on stderr, so
 * that stdout holds nothing but the log of the dataflow. Found by Logback as a service; spares it a
 * search for files and an XML parser.
 */
public final class TraceLog extends ContextAwareBase implements Configurator {
  private static final String PATTERN = "%d{HH:mm:ss} %-6level %logger{0}: %msg%n";

  private static final int QUEUE = 1024;
  private static final int FLUSH_MILLIS = 1000;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
    stderr.setContext(context);
    stderr.setTarget("System.err");
    stderr.setEncoder(encoder);
    stderr.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(Dora.isBrief() ? stderr : patient(context, stderr));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Lets nobody wait for a terminal that was stopped by Ctrl-S, least of all the conductor. */
  static AsyncAppender patient(LoggerContext context, OutputStreamAppender<ILoggingEvent> out) {
    AsyncAppender appender = new AsyncAppender();
    appender.setContext(context);
    appender.setNeverBlock(true);
    appender.setDiscardingThreshold(0);
    appender.setQueueSize(QUEUE);
    appender.setMaxFlushTime(FLUSH_MILLIS);
    appender.addAppender(out);
    appender.start();
    ProcessEnd.before(appender::stop);
    return appender;
  }
}
