package org.dora.cli.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.dora.cli.log.LogFilter;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.message.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogQueryTest {
  private static final NodeId NODE = new NodeId("camera");
  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

  private static final List<LogMessage> LOG =
      all(
          """
          {"ts":"2026-01-01T00:00:10.000Z","level":"stdout","node":"camera","msg":"Opening"}
          {"ts":"2026-01-01T00:00:50.000Z","level":"warn","node":"camera","msg":"slow","target":"usb"}
          {"ts":"2026-01-01T00:00:30.000Z","level":"info","msg":"open","fields":{"fps":"30","n":1}}
          Traceback of an old file
          """);

  @Test
  void linesAreReadAsTheyAreWritten() {
    assertEquals(LogLevel.WARN, LOG.get(1).level());
    assertEquals("usb", LOG.get(1).target());
    assertEquals(Map.of("fps", "30", "n", "1"), LOG.get(2).fields());
    assertEquals("Traceback of an old file", LOG.get(3).message());
    assertEquals(Instant.EPOCH, LOG.get(3).timestamp());
  }

  @Test
  void whatIsLeftAfterTheFiltersIsCounted() {
    assertEquals(List.of("open"), texts(query(null, null, "OPEN", LogFilter.NONE, 1)));
    assertEquals(List.of("slow"), texts(query(null, null, "usb", LogFilter.NONE, 5)));
    assertEquals(
        List.of("slow"),
        texts(query(null, null, null, new LogFilter(LogLevel.WARN, Map.of()), null)));
    assertEquals(
        List.of("open"),
        texts(query(Duration.ofSeconds(40), Duration.ofSeconds(20), null, LogFilter.NONE, null)));
  }

  @Test
  void onlyWithoutFiltersTheEndOfAFileIsEnough() {
    assertEquals(3, query(null, null, null, LogFilter.NONE, 3).lines());
    assertNull(query(null, null, "x", LogFilter.NONE, 3).lines());
    assertNull(query(null, null, null, LogFilter.NONE, null).lines());
  }

  private static List<LogMessage> all(String text) {
    Iterator<byte[]> parts = List.of(Bytes.utf8(text).toArray()).iterator();
    List<LogMessage> messages = new ArrayList<>();
    new NodeLog(NODE, () -> parts.hasNext() ? parts.next() : null).forEachRemaining(messages::add);
    return messages;
  }

  private static LogQuery query(
      @Nullable Duration since,
      @Nullable Duration until,
      @Nullable String text,
      LogFilter levels,
      @Nullable Integer tail) {
    return LogQuery.of(NOW, since, until, text, levels, tail);
  }

  private static List<String> texts(LogQuery query) {
    List<String> texts = new ArrayList<>();
    query.select(LOG.iterator(), message -> texts.add(message.message()));
    return texts;
  }
}
