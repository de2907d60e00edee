package org.dora.cli.dataflow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeenLinesTest {
  private final SeenLines seen = new SeenLines();

  @BeforeEach
  void readFiles() {
    List.of(at("a", 100), at("a", 200), at("a", 200), at("b", 150)).forEach(seen::add);
  }

  @Test
  void whatIsOlderThanTheFileHasBeenShown() {
    assertTrue(seen.has(nanos("a", 100, 5)));
    assertTrue(seen.has(nanos("b", 150, 999)));
    assertFalse(seen.has(nanos("b", 151, 0)));
  }

  @Test
  void ofALastMillisecondAsManyLinesAsTheFileHas() {
    assertTrue(seen.has(nanos("a", 200, 1)));
    assertTrue(seen.has(nanos("a", 200, 2)));
    assertFalse(seen.has(nanos("a", 200, 3)));
  }

  @Test
  void aNodeWithoutFileHasSaidNothingYet() {
    assertFalse(seen.has(nanos("c", 1, 0)));
  }

  @Test
  void whatIsAboutNoNodeCountsFromTheFilesEnd() {
    assertTrue(seen.has(nanos(null, 199, 0)));
    assertFalse(seen.has(nanos(null, 200, 0)));
  }

  private static LogMessage at(String node, long millis) {
    return nanos(node, millis, 0);
  }

  private static LogMessage nanos(@Nullable String node, long millis, int nanos) {
    return LogMessage.of(
            LogLevel.STDOUT, null, "same", Instant.ofEpochMilli(millis).plusNanos(nanos))
        .from(
            new UUID(0, 1),
            node == null ? null : new NodeId(node),
            new DaemonId(null, new UUID(0, 2)));
  }
}
