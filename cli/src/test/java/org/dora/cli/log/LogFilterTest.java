package org.dora.cli.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFilterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | invalid filter: 'a', expected 'node=level'",
        "a=info,b | invalid filter: 'b', expected 'node=level'",
        "a= | invalid log level: '', expected one of: error, warn, info, debug, trace, stdout",
        "a=foo | invalid log level: 'foo', expected one of: error, warn, info, debug, trace, stdout",
        "a=in=fo | invalid log level: 'in=fo', expected one of: error, warn, info, debug, trace,"
            + " stdout",
        "a.=x,b=y | invalid log level: 'x', expected one of: error, warn, info, debug, trace,"
            + " stdout",
      })
  void aBadFilterIsRefusedInTheReleasedWords(String filter, String message) {
    CliException refusal =
        assertThrows(CliException.class, () -> LogFilter.parse(LogLevel.STDOUT, filter));
    assertEquals(message, refusal.getMessage());
    assertEquals(CliException.FAILURE, refusal.exitCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", "=info", "zzz=info", "-a=info"})
  void filtersThatConcernNobodyAreAccepted(String filter) {
    assertTrue(LogFilter.parse(LogLevel.STDOUT, filter).shows(message("a", LogLevel.STDOUT)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=info", "a=INFO", " a = info ", "a=info,", "a=info,,b=warn", "a=warn,a=info"})
  void aNodesOwnLevelIsUnderstood(String filter) {
    LogFilter parsed = LogFilter.parse(LogLevel.STDOUT, filter);
    assertTrue(parsed.shows(message("a", LogLevel.INFO)));
    assertFalse(parsed.shows(message("a", LogLevel.DEBUG)));
    assertFalse(parsed.shows(message("a", LogLevel.STDOUT)));
  }

  @Test
  void aNodesOwnLevelBeatsTheGeneralOneInBothDirections() {
    LogFilter filter =
        new LogFilter(LogLevel.WARN, Map.of("a", LogLevel.STDOUT, "b", LogLevel.ERROR));
    assertTrue(filter.shows(message("a", LogLevel.STDOUT)));
    assertFalse(filter.shows(message("b", LogLevel.WARN)));
    assertTrue(filter.shows(message("c", LogLevel.WARN)));
    assertFalse(filter.shows(message("c", LogLevel.INFO)));
  }

  @Test
  void messagesOfNoNodeFollowTheGeneralLevel() {
    LogFilter filter = LogFilter.parse(LogLevel.INFO, "dora=error");
    assertTrue(filter.shows(message(null, LogLevel.INFO)));
    assertFalse(filter.shows(message(null, LogLevel.STDOUT)));
  }

  @Test
  void anUnknownLevelOfANodeIsRefused() {
    CliException refusal =
        assertThrows(CliException.class, () -> LogFilter.parse(LogLevel.INFO, "a=foo"));
    assertEquals(
        "invalid log level: 'foo', expected one of: error, warn, info, debug, trace, stdout",
        refusal.getMessage());
  }

  private static LogMessage message(@Nullable String node, LogLevel level) {
    UUID id = new UUID(0, 0);
    return LogMessage.of(level, null, "text", Instant.EPOCH)
        .from(id, node == null ? null : new NodeId(node), new DaemonId(null, id));
  }
}
