package org.dora.cli.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.message.Bytes;
import org.junit.jupiter.api.Test;

class MergedLogsTest {
  @Test
  void linesOfSeveralNodesComeByTime() {
    assertEquals(
        List.of("a1", "b1", "b2", "a2", "a3"),
        texts(
            log("a", 7, line(10, "a1"), line(30, "a2"), line(50, "a3")),
            log("b", 1000, line(10, "b1"), line(20, "b2"))));
  }

  @Test
  void theLinesOfOneNodeStayInTheirOrder() {
    assertEquals(
        List.of("a1", "late", "no json", "b1", "b2"),
        texts(
            log("a", 3, line(30, "a1"), line(10, "late"), "no json"),
            log("b", 3, line(30, "b1"), line(40, "b2"))));
  }

  @Test
  void emptyLogsAndPartsAreNone() {
    assertEquals(List.of("a1"), texts(log("a", 1, "", line(1, "a1"), ""), log("b", 1)));
  }

  @Test
  void noPartIsFetchedBeforeItIsNeeded() {
    AtomicInteger fetched = new AtomicInteger();
    byte[] line = Bytes.utf8(line(1, "a") + "\n").toArray();
    NodeLog log =
        new NodeLog(
            new NodeId("a"),
            () -> {
              fetched.incrementAndGet();
              return line;
            });
    for (int i = 1; i <= 5; i++) {
      assertEquals("a", log.next().message());
      assertEquals(i, fetched.get());
    }
  }

  private static String line(int second, String text) {
    return "{\"ts\":\"2026-01-01T00:00:%02d.000Z\",\"level\":\"stdout\",\"msg\":\"%s\"}"
        .formatted(second, text);
  }

  /** A log that comes in parts of so many bytes. */
  private static NodeLog log(String node, int part, String... lines) {
    byte[] all = Bytes.utf8(String.join("\n", lines)).toArray();
    AtomicInteger at = new AtomicInteger();
    return new NodeLog(
        new NodeId(node),
        () -> {
          int from = at.getAndAdd(part);
          return from >= all.length
              ? null
              : Arrays.copyOfRange(all, from, Math.min(all.length, from + part));
        });
  }

  private static List<String> texts(NodeLog... logs) {
    List<String> texts = new ArrayList<>();
    new MergedLogs(List.of(logs))
        .forEachRemaining((LogMessage message) -> texts.add(message.message()));
    return texts;
  }
}
