package org.dora.zenoh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Sessions on this machine, without multicast. */
final class Peers {
  static final Duration LIMIT = Duration.ofSeconds(10);

  private Peers() {}

  static Config listening() {
    return Config.loadDefault().withListen("tcp/127.0.0.1:0").withMulticast(false);
  }

  static Config dialling(Session... others) {
    String[] locators =
        Arrays.stream(others).map(other -> other.locators().getFirst()).toArray(String[]::new);
    return listening().withConnect(locators);
  }

  static Config client(Session gateway) {
    return Config.loadDefault()
        .withMode(WhatAmI.CLIENT)
        .withConnect(gateway.locators().getFirst())
        .withMulticast(false);
  }

  /** Waits for something that no callback tells of. */
  static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it has not come true within " + LIMIT);
      }
      Thread.sleep(5);
    }
  }

  static <T> T next(Channel<T> channel) throws InterruptedException {
    Optional<T> next = channel.receive(LIMIT);
    return next.orElseThrow(() -> new AssertionError("nothing has come within " + LIMIT));
  }

  /** Returns all until the channel ends. */
  static <T> List<T> all(Channel<T> channel) {
    List<T> all = new ArrayList<>();
    try {
      while (!channel.isEnded()) {
        channel.receive(LIMIT).ifPresent(all::add);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return all;
  }
}
