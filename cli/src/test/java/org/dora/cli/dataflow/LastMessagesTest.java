package org.dora.cli.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastMessagesTest {
  @ParameterizedTest
  @CsvSource({
    // wanted, added, characters in memory
    "300, 0, 0",
    "300, 299, 10000",
    "300, 300, 10000",
    "300, 301, 0",
    "300, 1000, 10000",
    "300, 1000, 1000000",
    "1, 1000, 0",
    "0, 1000, 10000",
    "2000, 1000, 10000"
  })
  void theLastOnesComeBackAsTheyWere(int wanted, int added, long memory) {
    List<LogMessage> all = new ArrayList<>();
    try (LastMessages last = new LastMessages(wanted, memory)) {
      for (int i = 0; i < added; i++) {
        all.add(message(i));
        last.add(message(i));
      }
      List<LogMessage> read = new ArrayList<>();
      last.with(List.of()).forEachRemaining(read::add);
      assertEquals(all.subList(Math.max(0, added - wanted), added), read);
    }
  }

  private static LogMessage message(int i) {
    return new LogMessage(
        null,
        null,
        new NodeId("camera"),
        null,
        i % 7 == 0 ? LogLevel.WARN : LogLevel.STDOUT,
        i % 2 == 0 ? "usb" : null,
        null,
        null,
        null,
        "line " + i + " \n\u00e4\ud83d\ude00\u0000",
        Instant.EPOCH.plusMillis(i),
        i % 3 == 0 ? new TreeMap<>(Map.of("n", "" + i, "target", "x")) : null);
  }
}
