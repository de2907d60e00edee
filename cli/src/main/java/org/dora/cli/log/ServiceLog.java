package org.dora.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/**
 * Sets Logback up for a program that is there for long, a daemon or a coordinator: what it has to
 * say goes to stdout and, as lines of JSON, into a file (cli.md section 1.8). Nobody waits for
 * either.
 */
public final class ServiceLog {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %5level %logger{0}: %msg%n";

  private ServiceLog() {}

  /**
   * Begins; to be called once.
   *
   * @param file gets everything, behind what an earlier process wrote
   * @param console what stdout gets
   */
  public static void begin(Path file, ServiceLogOptions console) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.setLevel(level());
    if (!console.isQuiet()) {
      add(root, new ConsoleAppender<>(), console.isJson() ? new JsonLines() : pattern());
    }
    FileAppender<ILoggingEvent> lines = new FileAppender<>();
    lines.setFile(file.toString());
    add(root, lines, new JsonLines());
  }

  private static Encoder<ILoggingEvent> pattern() {
    PatternLayoutEncoder pattern = new PatternLayoutEncoder();
    pattern.setPattern(PATTERN);
    return pattern;
  }

  private static void add(
      Logger root, OutputStreamAppender<ILoggingEvent> appender, Encoder<ILoggingEvent> encoder) {
    LoggerContext context = root.getLoggerContext();
    encoder.setContext(context);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    root.addAppender(TraceLog.patient(context, appender));
  }

  /** The released program's variable, as far as it names one level for everything. */
  private static Level level() {
    String wanted = Objects.requireNonNullElse(System.getenv("RUST_LOG"), "info");
    return Level.toLevel(wanted.toUpperCase(Locale.ROOT), Level.INFO);
  }
}
