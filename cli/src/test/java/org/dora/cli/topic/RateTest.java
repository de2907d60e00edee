package org.dora.cli.topic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.junit.jupiter.api.Test;

class RateTest {
  private static final HlcId CLOCK = HlcId.random();

  private static Rate rate(long... millis) {
    Rate rate = new Rate(Duration.ofSeconds(1));
    for (long time : millis) {
      rate.add(HlcTimestamp.of(Instant.ofEpochMilli(time), CLOCK));
    }
    return rate;
  }

  @Test
  void timesAreSortedAndEqualOnesCountOnce() {
    Rate rate = rate(1300, 1000, 1100, 1100);
    assertEquals(4, rate.samples());
    assertArrayEquals(new double[] {100, 200}, rate.deltas(), 0.001);
    Rate.Intervals intervals = Objects.requireNonNull(rate.intervals());
    assertEquals(150, intervals.average(), 0.001);
    assertEquals(1000 / 150.0, intervals.frequency(), 0.001);
    assertEquals(100, intervals.least(), 0.001);
    assertEquals(200, intervals.most(), 0.001);
    assertEquals(50, intervals.deviation(), 0.001);
  }

  @Test
  void onlyTheLastSecondCounts() {
    Rate rate = rate(1000, 1500, 2400, 100);
    assertEquals(2, rate.samples());
    assertArrayEquals(new double[] {900}, rate.deltas(), 0.001);
    assertNull(rate(1000).intervals());
    assertNull(rate().intervals());
  }

  @Test
  void thePageDrawsThem() {
    assertEquals("▄█▁", RatePage.sparkline(new double[] {9, 50, 100, 0}, 3));
    List<String> bars = RatePage.histogram(new double[] {1, 1, 9}, 22);
    assertEquals("      1.00 ██ 2", bars.getFirst());
    assertEquals("      8.00 █ 1", bars.getLast());
    assertEquals(8, bars.size());
    assertEquals("", RatePage.sparkline(new double[0], 10));
  }
}
