package org.dora.daemon.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Counts the requests to end that reach this JVM - SIGINT, SIGTERM, SIGHUP - instead of dying by
 * them; shutdown hooks can neither count nor choose the exit code. Closing it gives the signals
 * back to whoever had them.
 */
public final class SignalHandling implements AutoCloseable {
  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  private final Listener listener;
  private final AtomicInteger count = new AtomicInteger();
  private final Deque<Runnable> restorers = new ArrayDeque<>();

  /** Hears of signals, on a thread of the JVM that is there for this one signal. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A signal has arrived.
     *
     * @param name such as {@code SIGINT}
     * @param count 1 for the first signal of any of the three kinds, 2 for the next
     */
    void onSignal(String name, int count);
  }

  private SignalHandling(Listener listener) {
    this.listener = listener;
  }

  /**
   * Takes the three signals over. One that this process was told to ignore, as SIGHUP under {@code
   * nohup}, stays ignored.
   *
   * @throws ProcessException if the JVM was started with {@code -Xrs}, which keeps signals from us
   */
  public static SignalHandling install(Listener listener) {
    SignalHandling handling = new SignalHandling(listener);
    for (String name : NAMES) {
      handling.take(name);
    }
    return handling;
  }

  private void take(String name) {
    Signal signal = new Signal(name);
    try {
      SignalHandler before = Signal.handle(signal, this::arrived);
      restorers.push(() -> Signal.handle(signal, before));
    } catch (IllegalArgumentException e) {
      close();
      throw new ProcessException("cannot handle SIG" + name + ": is the JVM run with -Xrs?", e);
    }
  }

  private void arrived(Signal signal) {
    listener.onSignal("SIG" + signal.getName(), count.incrementAndGet());
  }

  @Override
  public void close() {
    while (!restorers.isEmpty()) {
      restorers.pop().run();
    }
  }
}
