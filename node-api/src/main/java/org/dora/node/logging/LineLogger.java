package org.dora.node.logging;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.MDCAdapter;

/** A logger that turns calls into {@link LogSink.Entry entries}. */
final class LineLogger extends LegacyAbstractLogger implements LoggingEventAware {
  private static final long serialVersionUID = 1L;

  /** Announces at level info, at its first vector, which allocator it has found. */
  private static final String ARROW = "org.apache.arrow.";

  private final transient Threshold threshold;
  private final transient Factory factory;

  private LineLogger(String name, Threshold threshold, Factory factory) {
    this.name = name;
    this.threshold = threshold;
    this.factory = factory;
  }

  /** Makes the loggers of a process, one for each name. */
  static final class Factory implements ILoggerFactory {
    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final Threshold threshold;
    private final LogSink sink;
    private final MDCAdapter mdc;

    Factory(Threshold threshold, LogSink sink, MDCAdapter mdc) {
      this.threshold = threshold;
      this.sink = sink;
      this.mdc = mdc;
    }

    @Override
    public Logger getLogger(String name) {
      return loggers.computeIfAbsent(
          name,
          unknown ->
              new LineLogger(
                  unknown, unknown.startsWith(ARROW) ? threshold.quieter() : threshold, this));
    }
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String message,
      Object @Nullable [] arguments,
      @Nullable Throwable throwable) {
    write(level, message, arguments, List.of(), throwable);
  }

  /** Called by the fluent API, the only one that has key-values. */
  @Override
  public void log(LoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    write(
        event.getLevel(),
        event.getMessage(),
        event.getArgumentArray(),
        pairs == null ? List.of() : pairs,
        event.getThrowable());
  }

  private void write(
      Level level,
      @Nullable String message,
      Object @Nullable [] arguments,
      List<KeyValuePair> pairs,
      @Nullable Throwable throwable) {
    Map<String, String> fields = new LinkedHashMap<>();
    Map<String, String> context = factory.mdc.getCopyOfContextMap();
    if (context != null) {
      context.forEach((key, value) -> fields.put(key, String.valueOf(value)));
    }
    pairs.forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
    String text = MessageFormatter.basicArrayFormat(message, arguments);
    factory.sink.write(
        new LogSink.Entry(Instant.now(), level, name, text == null ? "" : text, fields, throwable));
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  public boolean isTraceEnabled() {
    return threshold.passes(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return threshold.passes(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return threshold.passes(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return threshold.passes(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return threshold.passes(Level.ERROR);
  }
}
