package org.dora.cli.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dora.cli.Console;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The expected texts are what the released program printed, the colours without empty escapes. */
class LogPrinterTest {
  private static final UUID DATAFLOW = UUID.fromString("01a200fd-b066-712f-9593-8cf3571e62b2");
  private static final DaemonId DAEMON =
      new DaemonId(null, UUID.fromString("01a200fd-b066-77d5-b932-b892de471f42"));
  private static final Instant TIME = Instant.parse("2026-11-22T02:01:34.938Z");
  private static final LogFilter ALL = new LogFilter(LogLevel.STDOUT, Map.of());

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void prettyLinesAreAlignedAndMilestonesStandApart() {
    LogPrinter printer = printer(LogFormat.PRETTY, ALL, false);
    run(printer);
    assertEquals(
        """
        02:01:34 DEBUG  a: daemon::spawner spawning node

        02:01:34 INFO   [dora]: dora daemon finished building nodes, spawning...

        02:01:34 INFO   [dora]: daemon all nodes are ready, starting dataflow
        02:01:34 stdout a: plain out
        02:01:34 stdout a:\s
        02:01:34 stdout a:   spaced \s
        02:01:34 ERROR  a: multi
        line
        02:01:34 WARN   a: warn message
        02:01:34 TRACE  a: tgt stopping spawning
        """,
        text());
  }

  @Test
  void compactLinesHaveNoTargetAndNoPadding() {
    run(printer(LogFormat.COMPACT, ALL, true));
    assertEquals(
        """
        02:01:34 DEBUG a: spawning node
        02:01:34 INFO dora: finished building nodes, spawning...
        02:01:34 INFO dora: all nodes are ready, starting dataflow
        02:01:34 STDOUT a: plain out
        02:01:34 STDOUT a:\s
        02:01:34 STDOUT a:   spaced \s
        02:01:34 ERROR a: multi
        line
        02:01:34 WARN a: warn message
        02:01:34 TRACE a: stopping spawning
        """,
        text());
  }

  @Test
  void jsonLinesAreLogMessages() {
    LogPrinter printer = printer(LogFormat.JSON, ALL, true);
    printer.accept(message("a", LogLevel.STDOUT, null, "über"));
    printer.accept(message(null, LogLevel.INFO, "daemon", "stopping"));
    printer.flush();
    String head =
        "{\"build_id\":null,\"dataflow_id\":\"01a200fd-b066-712f-9593-8cf3571e62b2\",\"node_id\":";
    String daemon =
        ",\"daemon_id\":{\"machine_id\":null,\"uuid\":\"01a200fd-b066-77d5-b932-b892de471f42\"},"
            + "\"level\":";
    assertEquals(
        head
            + "\"a\""
            + daemon
            + "\"stdout\",\"target\":null,\"module_path\":null,\"file\":null,\"line\":null,"
            + "\"message\":\"über\",\"timestamp\":\"2026-11-22T02:01:34.938Z\",\"fields\":null}\n"
            + head
            + "null"
            + daemon
            + "\"INFO\",\"target\":\"daemon\",\"module_path\":null,\"file\":null,\"line\":null,"
            + "\"message\":\"stopping\",\"timestamp\":\"2026-11-22T02:01:34.938Z\","
            + "\"fields\":null}\n",
        text());
  }

  @Test
  void onATerminalLevelsTargetsAndColonsHaveTheReleasedColours() {
    LogPrinter printer = printer(LogFormat.PRETTY, ALL, true);
    printer.accept(message(null, LogLevel.ERROR, "t", "m"));
    printer.accept(message(null, LogLevel.WARN, "t", "m"));
    printer.accept(message(null, LogLevel.INFO, "t", "m"));
    printer.accept(message(null, LogLevel.DEBUG, "t", "m"));
    printer.accept(message(null, LogLevel.TRACE, null, "m"));
    printer.accept(message(null, LogLevel.STDOUT, null, "m"));
    printer.flush();
    assertEquals(
        """
        02:01:34 ^[31mERROR ^[0m ^[2m[dora]^[0m^[1;90m:^[0m ^[2mt ^[0mm
        02:01:34 ^[33mWARN  ^[0m ^[2m[dora]^[0m^[1;90m:^[0m ^[2mt ^[0mm
        02:01:34 ^[32mINFO  ^[0m ^[2m[dora]^[0m^[1;90m:^[0m ^[2mt ^[0mm
        02:01:34 ^[94mDEBUG ^[0m ^[2m[dora]^[0m^[1;90m:^[0m ^[2mt ^[0mm
        02:01:34 ^[2mTRACE ^[0m ^[2m[dora]^[0m^[1;90m:^[0m m
        02:01:34 ^[2;3;94mstdout^[0m ^[2m[dora]^[0m^[1;90m:^[0m m
        """,
        text().replace('\u001b', '^'));
  }

  @Test
  void aNodeKeepsItsBoldColour() {
    LogPrinter printer = printer(LogFormat.PRETTY, ALL, true);
    printer.accept(message("camera", LogLevel.STDOUT, null, "m"));
    printer.accept(message("camera", LogLevel.STDOUT, null, "m"));
    printer.accept(message("lidar", LogLevel.STDOUT, null, "m"));
    printer.flush();
    List<String> lines = text().lines().toList();
    assertEquals(lines.get(0), lines.get(1));
    assertTrue(lines.get(0).matches(".*\u001b\\[1;\\d\\dmcamera\u001b\\[0m.*"), lines.get(0));
    assertNotEquals(lines.get(0).replace("camera", ""), lines.get(2).replace("lidar", ""));
  }

  @Test
  void withoutColoursOnlyTheEscapesAreMissing() {
    run(printer(LogFormat.PRETTY, ALL, true));
    String coloured = text();
    printed.reset();
    run(printer(LogFormat.PRETTY, ALL, false));
    assertEquals(text(), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void timesAreThoseOfTheUsersZone() {
    LogPrinter printer =
        new LogPrinter(console(false), LogFormat.COMPACT, ALL, ZoneId.of("Asia/Tokyo"));
    printer.accept(message("a", LogLevel.INFO, null, "m"));
    printer.flush();
    assertEquals("11:01:34 INFO a: m\n", text());
  }

  @Test
  void theClockFollowsADaylightSavingChangeBetweenTwoMessages() {
    LogPrinter printer =
        new LogPrinter(console(false), LogFormat.COMPACT, ALL, ZoneId.of("Europe/Berlin"));
    for (String time : new String[] {"2026-10-25T00:59:59Z", "2026-10-25T01:00:00Z"}) {
      printer.accept(LogMessage.of(LogLevel.INFO, null, "m", Instant.parse(time)));
    }
    printer.flush();
    assertEquals("02:59:59 INFO dora: m\n02:00:00 INFO dora: m\n", text());
  }

  @Test
  void timesBeforeTheEpochAreTimesOfDayToo() {
    LogPrinter printer = printer(LogFormat.COMPACT, ALL, false);
    printer.accept(LogMessage.of(LogLevel.INFO, null, "m", Instant.ofEpochSecond(-1)));
    printer.flush();
    assertEquals("23:59:59 INFO dora: m\n", text());
  }

  @Test
  void whatTheFilterHidesIsNotPrinted() {
    LogPrinter printer =
        printer(LogFormat.COMPACT, LogFilter.parse(LogLevel.WARN, "b=stdout"), false);
    printer.accept(message("a", LogLevel.STDOUT, null, "hidden"));
    printer.accept(message("a", LogLevel.ERROR, null, "shown"));
    printer.accept(message("b", LogLevel.STDOUT, null, "shown too"));
    printer.flush();
    assertEquals("02:01:34 ERROR a: shown\n02:01:34 STDOUT b: shown too\n", text());
  }

  @Test
  void linesAreHeldBackUntilNoMoreAreAtHand() {
    LogPrinter printer = printer(LogFormat.COMPACT, ALL, false);
    printer.accept(message("a", LogLevel.INFO, null, "m"));
    assertEquals("", text());
    printer.flush();
    assertEquals("02:01:34 INFO a: m\n", text());
  }

  @Test
  void aFloodIsPrintedWithoutWaitingForItsEnd() {
    LogPrinter printer = printer(LogFormat.COMPACT, ALL, false);
    for (int i = 0; i < 10_000; i++) {
      printer.accept(message("a", LogLevel.INFO, null, "m"));
    }
    assertTrue(printed.size() > 100_000, () -> "printed only " + printed.size());
  }

  private static void run(LogPrinter printer) {
    printer.accept(message("a", LogLevel.DEBUG, "daemon::spawner", "spawning node"));
    printer.accept(
        message(null, LogLevel.INFO, "dora daemon", "finished building nodes, spawning..."));
    printer.accept(
        message(null, LogLevel.INFO, "daemon", "all nodes are ready, starting dataflow"));
    printer.accept(message("a", LogLevel.STDOUT, null, "plain out"));
    printer.accept(message("a", LogLevel.STDOUT, null, ""));
    printer.accept(message("a", LogLevel.STDOUT, null, "  spaced  "));
    printer.accept(message("a", LogLevel.ERROR, null, "multi\nline"));
    printer.accept(message("a", LogLevel.WARN, null, "warn message"));
    printer.accept(message("a", LogLevel.TRACE, "tgt", "stopping spawning"));
    printer.flush();
  }

  private LogPrinter printer(LogFormat format, LogFilter filter, boolean colours) {
    return new LogPrinter(console(colours), format, filter, ZoneOffset.UTC);
  }

  private Console console(boolean colours) {
    PrintStream out = new PrintStream(printed, true, UTF_8);
    return new Console(out, out, colours, colours, colours, colours);
  }

  private static LogMessage message(
      @Nullable String node, LogLevel level, @Nullable String target, String text) {
    return LogMessage.of(level, target, text, TIME)
        .from(DATAFLOW, node == null ? null : new NodeId(node), DAEMON);
  }

  private String text() {
    return printed.toString(UTF_8);
  }
}
