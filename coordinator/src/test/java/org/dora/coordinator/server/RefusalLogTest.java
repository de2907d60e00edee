package org.dora.coordinator.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
  private final AtomicLong time = new AtomicLong();
  private final RefusalLog refusals = new RefusalLog(time::get);
  private final InetSocketAddress who =
      new InetSocketAddress(InetAddress.ofLiteral("10.0.0.2"), 4000);

  @Test
  void eachReasonIsSaidOnceAMinute() {
    assertEquals("/10.0.0.2:4000 is not let in: no token", refusals.line(who, "no token"));
    assertNull(refusals.line(who, "no token"));
    assertNull(refusals.line(who, "no token"));
    assertEquals("/10.0.0.2:4000 is not let in: no room", refusals.line(who, "no room"));
    time.addAndGet(TimeUnit.MINUTES.toNanos(1));
    assertEquals(
        "/10.0.0.2:4000 is not let in: no token (and 2 others since this was last said)",
        refusals.line(who, "no token"));
  }
}
