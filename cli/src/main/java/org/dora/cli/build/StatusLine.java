package org.dora.cli.build;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dora.cli.Console;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a terminal, which tells what goes on and for how long once that takes more than
 * two seconds. Nothing at all where stderr is no terminal. Safe for use by any thread.
 */
public final class StatusLine implements AutoCloseable {
  private static final int WIDTH = 78;

  /** Seconds for which nobody needs to be told. */
  private static final int PATIENCE = 2;

  private static final String ERASE = "\r\u001b[K";

  private final @Nullable PrintStream terminal;

  /** Started with the first text, guarded by this. */
  private @Nullable ScheduledExecutorService ticker;

  private String text = "";
  private long since;
  private boolean shown;

  private StatusLine(@Nullable PrintStream terminal) {
    this.terminal = terminal;
  }

  /** The last line of this console. */
  public static StatusLine on(Console console) {
    return new StatusLine(console.errIsTerminal() ? console.err() : null);
  }

  /** A line that is never shown. */
  static StatusLine none() {
    return new StatusLine(null);
  }

  /** Shows a text from now on, beginning to count anew. */
  public synchronized void show(String what) {
    if (terminal == null) {
      return;
    }
    text = what;
    since = System.nanoTime();
    if (ticker == null) {
      ticker =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("dora-status").factory());
      var _ = ticker.scheduleAtFixedRate(this::draw, 1, 1, TimeUnit.SECONDS);
    }
  }

  /** Replaces the text without counting anew. */
  public synchronized void update(String what) {
    text = what;
  }

  private synchronized void draw() {
    long seconds = Duration.ofNanos(System.nanoTime() - since).toSeconds();
    if (terminal == null || text.isEmpty() || seconds < PATIENCE) {
      return;
    }
    String time = " (" + seconds + " s)";
    int room = WIDTH - time.length();
    terminal.print(ERASE + (text.length() > room ? text.substring(0, room) : text) + time);
    terminal.flush();
    shown = true;
  }

  /** Makes room for other output. */
  public synchronized void clear() {
    if (shown && terminal != null) {
      terminal.print(ERASE);
      terminal.flush();
      shown = false;
    }
  }

  @Override
  public synchronized void close() {
    clear();
    text = "";
    if (ticker != null) {
      ticker.shutdownNow();
    }
  }
}
