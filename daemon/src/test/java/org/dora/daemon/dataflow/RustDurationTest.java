package org.dora.daemon.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RustDurationTest {
  @Test
  void durationsReadAsInTheReleasedLog() {
    assertEquals("400ms", RustDuration.text(Duration.ofMillis(400)));
    assertEquals("1s", RustDuration.text(Duration.ofSeconds(1)));
    assertEquals("100s", RustDuration.text(Duration.ofSeconds(100)));
    assertEquals("1.5s", RustDuration.text(Duration.ofMillis(1500)));
    assertEquals("1.000000001s", RustDuration.text(Duration.ofNanos(1_000_000_001)));
    assertEquals("2.5ms", RustDuration.text(Duration.ofNanos(2_500_000)));
    assertEquals("7.5µs", RustDuration.text(Duration.ofNanos(7_500)));
    assertEquals("0ns", RustDuration.text(Duration.ZERO));
  }
}
