package org.dora.common.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private final AtomicInteger givenBack = new AtomicInteger();
  private final Payload payload =
      new Payload(MemorySegment.ofArray(new byte[8]), givenBack::incrementAndGet);

  @Test
  void memoryGoesBackWithTheLastReference() {
    payload.retain();
    payload.release();
    assertEquals(0, givenBack.get());
    payload.release();
    assertEquals(1, givenBack.get());
  }

  @Test
  void aSecondReleaseThrowsAndGivesNothingBack() {
    payload.release();
    assertThrows(IllegalStateException.class, payload::release);
    assertEquals(1, givenBack.get());
  }

  @Test
  void aReleasedPayloadCanNeitherBeReadNorRetained() {
    payload.release();
    assertThrows(IllegalStateException.class, payload::bytes);
    assertThrows(IllegalStateException.class, payload::retain);
  }
}
