package org.dora.coordinator.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpgradeRateTest {
  private long now;
  private final UpgradeRate rate = new UpgradeRate(2, () -> now);

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAddressHasAWindowOfItsOwn() {
    InetAddress one = address("10.0.0.1");
    assertTrue(rate.admits(one));
    now += Duration.ofSeconds(59).toNanos();
    assertTrue(rate.admits(one));
    assertFalse(rate.admits(one));
    assertTrue(rate.admits(address("10.0.0.2")));
    now += Duration.ofSeconds(1).toNanos();
    assertTrue(rate.admits(one));
  }

  @Test
  void loopbackIsNotBound() {
    for (int i = 0; i < 100; i++) {
      assertTrue(rate.admits(address("127.0.0.1")));
    }
  }
}
