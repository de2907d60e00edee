package org.dora.cli.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void anIntervalIsSaidInTheUnitThatPeopleWouldUse() {
    assertEquals("100 ms", Interval.text(Duration.ofMillis(100)));
    assertEquals("1.5 s", Interval.text(Duration.ofMillis(1500)));
    assertEquals("86400 s", Interval.text(Duration.ofDays(1)));
    assertEquals("33.333 ms", Interval.text(Duration.ofNanos(33_333_333)));
    assertEquals("500 µs", Interval.text(Duration.ofNanos(500_000)));
    assertEquals("7 ns", Interval.text(Duration.ofNanos(7)));
  }

  @Test
  void aRateIsSaidWhereItMeansSomething() {
    assertEquals(Optional.of("10"), Interval.rate(Duration.ofMillis(100)));
    assertEquals(Optional.of("30"), Interval.rate(Duration.ofNanos(33_333_333)));
    assertEquals(Optional.of("1"), Interval.rate(Duration.ofSeconds(1)));
    assertEquals(Optional.empty(), Interval.rate(Duration.ofSeconds(2)));
    assertEquals(Optional.empty(), Interval.rate(Duration.ofNanos(7)));
  }
}
