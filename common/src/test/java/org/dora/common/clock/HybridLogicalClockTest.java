package org.dora.common.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HybridLogicalClockTest {
  private static final HlcId OURS = new HlcId(1, 1);
  private static final HlcId PEER = new HlcId(2, 2);

  private Instant now = Instant.ofEpochSecond(100, 500_000_000);
  private final HybridLogicalClock clock = new HybridLogicalClock(() -> now, OURS);

  @Test
  void aTimestampIsPhysicalTimeWithAClearedCounter() {
    assertEquals(100L << 32 | 0x8000_0000L, clock.now().time());
    assertEquals(now, clock.now().instant());
  }

  @Test
  void timestampsIncreaseWhileTimeStandsStill() {
    HlcTimestamp before = clock.now();
    for (int i = 0; i < 100; i++) {
      HlcTimestamp next = clock.now();
      assertTrue(next.compareTo(before) > 0);
      before = next;
    }
  }

  @Test
  void timestampsIncreaseWhenTimeGoesBack() {
    HlcTimestamp before = clock.now();
    now = now.minusSeconds(10);
    assertEquals(before.time() + 1, clock.now().time());
  }

  @Test
  void theClockFollowsAPeerThatIsSlightlyAhead() {
    HlcTimestamp peer = new HlcTimestamp(HybridLogicalClock.ntp64(100, 900_000_000), PEER);
    assertTrue(clock.observe(peer));
    assertTrue(clock.now().compareTo(peer) > 0);
  }

  @Test
  void aPeerFarAheadIsIgnored() {
    HlcTimestamp before = clock.now();
    assertFalse(clock.observe(new HlcTimestamp(HybridLogicalClock.ntp64(102, 0), PEER)));
    assertEquals(before.time() + 1, clock.now().time());
  }
}
