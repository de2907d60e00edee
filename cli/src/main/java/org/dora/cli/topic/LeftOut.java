package org.dora.cli.topic;

import org.dora.cli.Console;

/** Tells of messages that came too fast to be shown, in their place, but not all the time. */
final class LeftOut {
  private static final long NANOS_BETWEEN = 1_000_000_000L;

  private final Console console;
  private long untold;
  private long toldAt = System.nanoTime() - NANOS_BETWEEN;

  LeftOut(Console console) {
    this.console = console;
  }

  /** Some messages are not shown, which is to be told later. */
  void note(int messages) {
    untold += messages;
  }

  /** Some messages are not shown. */
  void add(int messages) {
    note(messages);
    if (System.nanoTime() - toldAt >= NANOS_BETWEEN) {
      tell();
    }
  }

  /** Tells what is not told yet. */
  void tell() {
    if (untold > 0) {
      toldAt = System.nanoTime();
      console.warn(
          untold == 1
              ? "1 message is not shown: it did not fit the way from the daemon to here"
              : untold
                  + " messages are not shown: they did not fit the way from the daemon to here");
      untold = 0;
    }
  }
}
