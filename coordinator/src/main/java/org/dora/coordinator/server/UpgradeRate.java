package org.dora.coordinator.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Bounds how many connections one address opens in a window of time, which begins with its first
 * (control-protocol.md, section 2). Loopback addresses are not bound. Thread-safe.
 */
final class UpgradeRate {
  private static final Duration WINDOW = Duration.ofSeconds(60);

  /** Up to here, ended windows may be kept. */
  private static final int REMEMBERED = 1024;

  private static final class Window {
    private final long since;
    private int count;

    private Window(long since) {
      this.since = since;
    }
  }

  private final int limit;
  private final LongSupplier nanoTime;
  private final Map<InetAddress, Window> windows = new HashMap<>();

  UpgradeRate(int limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /** Counts an attempt and returns whether it is within the bound. */
  synchronized boolean admits(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return true;
    }
    long now = nanoTime.getAsLong();
    if (windows.size() >= REMEMBERED) {
      windows.values().removeIf(window -> isOver(window, now));
    }
    Window window = windows.get(address);
    if (window == null || isOver(window, now)) {
      window = new Window(now);
      windows.put(address, window);
    }
    return ++window.count <= limit;
  }

  private static boolean isOver(Window window, long now) {
    return now - window.since >= WINDOW.toNanos();
  }
}
