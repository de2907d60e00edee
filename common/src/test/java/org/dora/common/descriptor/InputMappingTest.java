package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputMappingTest {
  @Test
  void theFirstSlashSeparatesNodeAndOutput() {
    assertEquals(
        new InputMapping.User(new NodeId("rt"), new DataId("op/out")),
        InputMapping.parse("rt/op/out"));
  }

  @ParameterizedTest
  @CsvSource({
    "dora/timer/secs/2, dora/timer/secs/2",
    "dora/timer/millis/1500, dora/timer/millis/1500",
    "dora/timer/millis/2000, dora/timer/secs/2",
    "dora/timer/micros/500, dora/timer/micros/500",
    "dora/timer/nanos/1000000000, dora/timer/secs/1",
    "dora/timer/nanos/1000001, dora/timer/nanos/1000001",
    "dora/timer/hz/10, dora/timer/millis/100",
    "dora/timer/hz/30, dora/timer/nanos/33333333",
    "dora/timer/hz/60, dora/timer/nanos/16666667",
    "dora/timer/hz/7, dora/timer/nanos/142857143",
    "dora/timer/hz/0.5, dora/timer/secs/2",
    "dora/timer/hz/1e3, dora/timer/millis/1",
    "dora/logs, dora/logs",
    "dora/logs/, dora/logs",
    "dora/logs/WARN, dora/logs/warn",
    "dora/logs/stdout/cam, dora/logs/stdout/cam",
    "a/b/c, a/b/c"
  })
  void mappingsArePrintedInTheirNormalForm(String text, String normal) {
    assertEquals(normal, InputMapping.parse(text).toString());
  }

  @Test
  void equalIntervalsAreTheSameTimer() {
    assertEquals(
        InputMapping.parse("dora/timer/hz/10"), InputMapping.parse("dora/timer/millis/100"));
    assertEquals(
        new InputMapping.Timer(Duration.ofMillis(100)), InputMapping.parse("dora/timer/hz/10"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "producer",
        "n/",
        "/x",
        "n od/x",
        "dora/timer/millis/0",
        "dora/timer/hz/0",
        "dora/timer/hz/-1",
        "dora/timer/hz/nan",
        "dora/timer/hz/inf",
        "dora/timer/hz/1e12",
        "dora/timer/hz/1e-300",
        "dora/timer/millis/1.5",
        "dora/timer/minutes/1",
        "dora/timer/secs/-1",
        "dora/timer/secs/99999999999999999999",
        "dora/timer/secs",
        "dora/timer",
        "dora/clock/secs/1",
        "dora/logger",
        "dora/logs/loud",
        "dora/logs/info/a/b"
      })
  void whatNamesNoSourceIsRefused(String text) {
    assertThrows(InvalidMappingException.class, () -> InputMapping.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "0, 1", "7, 7"})
  void aDroppingQueueHoldsAtLeastOneMessage(long queueSize, int capacity) {
    InputDescriptor input = new InputDescriptor(InputMapping.parse("a/b"), queueSize, null, null);

    assertEquals(capacity, input.capacity());
  }

  @ParameterizedTest
  @CsvSource({"1, 100", "10, 100", "11, 110"})
  void aBackpressureQueueHoldsTenTimesAsMany(long queueSize, int capacity) {
    InputDescriptor input =
        new InputDescriptor(InputMapping.parse("a/b"), queueSize, null, QueuePolicy.BACKPRESSURE);

    assertEquals(capacity, input.capacity());
  }
}
