package org.dora.node.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dora.node.TestJson;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.spi.MDCAdapter;

class LoggingTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final MDCAdapter mdc = new BasicMDCAdapter();

  @Test
  void aLineHasWhatADaemonNeedsToTakeItAsARecord() {
    logger(Level.INFO).warn("{} of {} lost", 3, 10);

    Map<?, ?> line = line();
    assertEquals(List.of("timestamp", "level", "message", "target"), List.copyOf(line.keySet()));
    assertEquals("warn", line.get("level"));
    assertEquals("3 of 10 lost", line.get("message"));
    assertEquals("sensor", line.get("target"));
  }

  @Test
  void theRulesThatTheseTestsUseAreThoseOfTheReleasedDaemon() throws IOException {
    Path vectors = Path.of("../interop/vectors/node-protocol/log_lines.json");
    List<?> lines = assertInstanceOf(List.class, TestJson.parse(Files.readString(vectors)));
    assertFalse(lines.isEmpty());
    for (Object entry : lines) {
      Map<?, ?> vector = assertInstanceOf(Map.class, entry);
      String line = assertInstanceOf(String.class, vector.get("line"));
      assertEquals(vector.get("structured"), RecordRules.isRecord(line), line);
    }
  }

  @Test
  void insideOfANodeTheProviderWritesRecords() throws Exception {
    Map<?, ?> line = record(run(Map.of("DORA_NODE_CONFIG", "{}")));

    assertEquals("moved", line.get("message"));
    assertEquals(Map.of("speed", "2.5"), line.get("fields"));
  }

  @Test
  void inANodeTheLevelIsThatOfTheEnvironment() throws Exception {
    assertEquals("", run(Map.of("DORA_NODE_CONFIG", "{}", "DORA_LOG_LEVEL", "warn")));
  }

  @Test
  void outsideOfANodeNothingGoesToStandardOutput() throws Exception {
    assertEquals("", run(Map.of()));
  }

  /** Returns what a program that logs prints on standard output in such an environment. */
  private static String run(Map<String, String> environment) throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LoggingProgram.class.getName());
    List.of("DORA_NODE_CONFIG", "DORA_LOG_LEVEL", "RUST_LOG").forEach(java.environment()::remove);
    java.environment().putAll(environment);
    java.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = java.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return output;
  }

  @Test
  void everyLevelIsOneThatDaemonsKnow() {
    Logger log = logger(Level.TRACE);
    log.error("x");
    log.warn("x");
    log.info("x");
    log.debug("x");
    log.trace("x");

    assertEquals(
        List.of("error", "warn", "info", "debug", "trace"),
        text().lines().map(line -> record(line).get("level")).toList());
  }

  @Test
  void fieldsAreTextsOfTheCallAndOfTheThread() {
    mdc.put("track", "7");
    logger(Level.INFO).atInfo().addKeyValue("speed", 2.5).log("moved");

    assertEquals(Map.of("track", "7", "speed", "2.5"), line().get("fields"));
  }

  @Test
  void aThrowableIsPartOfTheMessage() {
    logger(Level.INFO).error("failed", new IllegalStateException("why"));

    String message = String.valueOf(line().get("message"));
    assertTrue(message.startsWith("failed\njava.lang.IllegalStateException: why\n\tat "), message);
  }

  @Test
  void anyTextIsOneLineOfJson() {
    String awkward = "\"quotes\" \\ \n\r\t \u0000 \u001b[31m ü 🤖 ";
    logger(Level.INFO).info(awkward);

    assertEquals(awkward, line().get("message"));
  }

  @Test
  void halfASurrogatePairIsReplaced() {
    logger(Level.INFO).info("a\ud83eb");

    assertEquals("a\ufffdb", line().get("message"));
  }

  @Test
  void aMessageBeyondWhatADaemonReadsIsCut() {
    logger(Level.INFO).info("\u0001".repeat(1 << 20));

    assertTrue(written.size() < 1 << 20, () -> written.size() + " bytes");
    assertTrue(String.valueOf(line().get("message")).endsWith("... [truncated]"));
  }

  @Test
  void fieldsBeyondSixtyKibibytesAreLeftOut() {
    logger(Level.INFO).atInfo().addKeyValue("big", "x".repeat(61 * 1024)).log("moved");

    assertEquals(Map.of("fields_dropped", "true"), line().get("fields"));
  }

  @Test
  void lessSevereLevelsAreNotWritten() {
    Logger log = logger(Level.WARN);
    log.info("x");

    assertEquals("", text());
    assertFalse(log.isInfoEnabled());
    assertTrue(log.isWarnEnabled());
  }

  @Test
  void theLevelComesFromTheEnvironment() {
    assertEquals(Threshold.of(Level.INFO), Threshold.ofEnvironment(Map.of()));
    assertEquals(
        Threshold.of(Level.DEBUG), Threshold.ofEnvironment(Map.of("DORA_LOG_LEVEL", "DEBUG")));
    assertEquals(
        Threshold.of(Level.ERROR),
        Threshold.ofEnvironment(Map.of("DORA_LOG_LEVEL", "error", "RUST_LOG", "trace")));
    assertEquals(
        Threshold.of(Level.WARN), Threshold.ofEnvironment(Map.of("RUST_LOG", "zenoh=debug,warn")));
    assertEquals(
        Threshold.of(Level.INFO), Threshold.ofEnvironment(Map.of("DORA_LOG_LEVEL", "loud")));
    assertFalse(Threshold.ofEnvironment(Map.of("DORA_LOG_LEVEL", "off")).passes(Level.ERROR));
  }

  @Test
  void arrowsAnnouncementsAreNotWrittenUnlessAskedFor() {
    factory(Level.INFO).getLogger("org.apache.arrow.memory.BaseAllocator").info("x");
    assertEquals("", text());

    factory(Level.DEBUG).getLogger("org.apache.arrow.memory.BaseAllocator").info("x");
    assertEquals("x", line().get("message"));
  }

  @Test
  void outsideOfADataflowLinesAreForHumans() {
    mdc.put("track", "7");
    Logger log =
        new LineLogger.Factory(Threshold.of(Level.INFO), new PlainLines(stream()), mdc)
            .getLogger("sensor");
    log.info("moved");

    assertEquals("INFO  sensor: moved track=7\n", text());
  }

  private Logger logger(Level threshold) {
    return factory(threshold).getLogger("sensor");
  }

  private LineLogger.Factory factory(Level threshold) {
    return new LineLogger.Factory(Threshold.of(threshold), new StructuredLines(stream()), mdc);
  }

  private PrintStream stream() {
    return new PrintStream(written, true, StandardCharsets.UTF_8);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private Map<?, ?> line() {
    assertEquals(1, text().lines().count());
    return record(text());
  }

  private static Map<?, ?> record(String line) {
    assertTrue(RecordRules.isRecord(line), line);
    return assertInstanceOf(Map.class, TestJson.parse(line));
  }
}
