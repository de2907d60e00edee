package org.dora.zenoh;

import java.time.Duration;
import java.util.Optional;

/** Where what is received waits until somebody asks for it. */
public interface Channel<T> extends AutoCloseable {

  /**
   * Waits for the next one.
   *
   * @return it, or nothing if the channel has ended or the time is over; see {@link #isEnded}
   * @throws InterruptedException if the thread is interrupted
   */
  Optional<T> receive(Duration limit) throws InterruptedException;

  /** Returns the next one if it is there. */
  Optional<T> poll();

  /** Returns whether nothing is there and nothing more will come. */
  boolean isEnded();

  /** Returns how many were dropped because nobody took them in time. */
  long dropped();

  @Override
  void close();
}
