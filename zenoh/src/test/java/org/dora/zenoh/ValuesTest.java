package org.dora.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Values and their text forms. */
class ValuesTest {

  @Test
  void idsReadAsTheyAreWritten() {
    for (String text : new String[] {"1", "abc", "ffffffffffffffff", "10000000000000000"}) {
      assertEquals(text, ZenohId.parse(text).toString());
    }
    assertEquals(1, ZenohId.parse("ff").size());
    assertEquals(9, ZenohId.parse("10000000000000000").size());
    assertEquals(16, ZenohId.random().size());
    assertThrows(ZenohException.class, () -> ZenohId.parse("0"));
    assertThrows(ZenohException.class, () -> ZenohId.parse("xyz"));
  }

  @Test
  void encodingsReadAsTheyAreWritten() {
    for (String text :
        new String[] {"zenoh/bytes", "text/plain", "application/json;v1", "video/vp9"}) {
      assertEquals(text, Encoding.parse(text).toString());
    }
    assertEquals(new Encoding(5, "v1"), Encoding.parse("application/json;v1"));
    assertEquals(new Encoding(0, "my/own"), Encoding.parse("my/own"));
    assertEquals(52, Encoding.parse("video/vp9").id());
  }

  @Test
  void timestampsKeepTheirTimeAndOrder() {
    Instant instant = Instant.parse("2026-01-02T03:04:05.500Z");
    Timestamp timestamp = Timestamp.of(instant, ZenohId.parse("1"));
    assertEquals(instant, timestamp.instant());
    assertTrue(timestamp.compareTo(new Timestamp(timestamp.ntp64(), ZenohId.parse("2"))) < 0);
    assertTrue(timestamp.compareTo(Timestamp.of(instant.plusMillis(1), ZenohId.parse("1"))) < 0);
  }

  @Test
  void everyQosHasItsOwnBits() {
    for (int bits = 0; bits < 0x20; bits++) {
      assertEquals(bits, QoS.of(bits).bits());
    }
    assertEquals(CongestionControl.BLOCK_FIRST, QoS.of(0x25).congestionControl());
  }
}
