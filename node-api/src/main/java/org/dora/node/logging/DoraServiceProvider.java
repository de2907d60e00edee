package org.dora.node.logging;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Chooses where SLF4J logs go: inside of a node to the daemon, as structured lines on standard
 * output (daemon.md, section 7.1); elsewhere to Logback if that is on the class path, else as plain
 * lines to standard error.
 *
 * <p>The level comes from {@code DORA_LOG_LEVEL}, else from {@code RUST_LOG}, else it is {@code
 * info}; Logback has its own configuration.
 */
public final class DoraServiceProvider implements SLF4JServiceProvider {
  private static final String NODE_VARIABLE = "DORA_NODE_CONFIG";
  private static final String LOGBACK = "ch.qos.logback.classic.spi.LogbackServiceProvider";

  /** Chosen at once: SLF4J asks for the MDC before it initialises a provider. */
  private final SLF4JServiceProvider provider = choose();

  @Override
  public void initialize() {
    provider.initialize();
  }

  private static SLF4JServiceProvider choose() {
    Threshold threshold = Threshold.ofEnvironment(System.getenv());
    if (System.getenv(NODE_VARIABLE) != null) {
      return new LineProvider(threshold, new StructuredLines(System.out));
    }
    try {
      return (SLF4JServiceProvider) Class.forName(LOGBACK).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError _) {
      return new LineProvider(threshold, new PlainLines(System.err));
    }
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return provider.getLoggerFactory();
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return provider.getMarkerFactory();
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return provider.getMDCAdapter();
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  /** Loggers of our own, all writing to one sink. */
  private static final class LineProvider implements SLF4JServiceProvider {
    private final LineLogger.Factory loggers;
    private final MDCAdapter mdc = new BasicMDCAdapter();
    private final IMarkerFactory markers = new BasicMarkerFactory();

    LineProvider(Threshold threshold, LogSink sink) {
      loggers = new LineLogger.Factory(threshold, sink, mdc);
    }

    @Override
    public void initialize() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
      return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
      return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
      return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
      return "2.0.99";
    }
  }
}
