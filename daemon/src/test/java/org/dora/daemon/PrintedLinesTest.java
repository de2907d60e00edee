package org.dora.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dora.common.id.DataId;
import org.dora.common.log.LogMessage;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What nodes print, as other nodes read it. */
@Timeout(30)
@SuppressWarnings("NullAway.Init") // each test starts its own dataflow
class PrintedLinesTest {
  private static final String ERROR =
      "{\"timestamp\":\"2026-11-21T23:23:06Z\",\"level\":\"error\",\"message\":\"bad\"}";

  @TempDir private Path folder;
  private PlayedDaemon daemon;
  private final List<PlayedNode> nodes = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    nodes.forEach(PlayedNode::close);
    daemon.close(); // the conductor has dealt with everything when it ends
    assertEquals(0, daemon.pool.liveBytes(), "payloads that were not released");
  }

  /** Starts a dataflow and returns its two nodes. */
  private List<PlayedNode> start(String printer, String reader) throws IOException {
    daemon =
        new PlayedDaemon(
            folder,
            """
            nodes:
              - {id: printer, path: a, %s}
              - {id: reader, path: b, %s}
            """
                .formatted(printer, reader));
    nodes.add(daemon.connect("printer"));
    nodes.add(daemon.connect("reader"));
    CompletableFuture<DaemonReply> ready = nodes.getFirst().subscribe();
    nodes.getLast().join();
    assertEquals(DaemonReply.Result.OK, ready.join());
    return nodes;
  }

  @Test
  void logsReachWhoAsksForThemButNeverTheirWriter() throws IOException {
    List<PlayedNode> nodes =
        start(
            "inputs: {logs: dora/logs}",
            "inputs: {all: dora/logs, bad: dora/logs/error, mine: dora/logs/stdout/reader}");
    daemon.print("reader", "of the reader");
    daemon.print("printer", "raw");
    daemon.print("printer", ERROR);
    List<String> read = next(nodes.getLast(), 3);
    assertEquals(List.of("all=bad", "all=raw", "bad=bad"), messages(read));
    assertEquals(List.of("logs=of the reader"), messages(next(nodes.getFirst(), 1)));
  }

  private static List<String> next(PlayedNode node, int count) throws IOException {
    List<String> events = new ArrayList<>();
    while (events.size() < count) {
      events.addAll(node.next());
    }
    return events;
  }

  private static List<String> messages(List<String> events) {
    return events.stream()
        .map(event -> {
          int split = event.indexOf('=');
          return event.substring(0, split + 1)
              + LogMessage.fromJson(event.substring(split + 1)).message();
        })
        .sorted()
        .toList();
  }

  @Test
  void outputsCarryLinesAndMessagesUntilTheProcessHasExited() throws IOException {
    List<PlayedNode> nodes =
        start(
            "outputs: [text, logs, own], send_stdout_as: text, send_logs_as: logs",
            "inputs: {t: printer/text, l: printer/logs, o: printer/own}");
    daemon.print("printer", "first");
    DaemonReply closed =
        nodes
            .getFirst()
            .ask(new DaemonRequest.CloseOutputs(List.of(new DataId("text"), new DataId("own"))));
    assertEquals(DaemonReply.Result.OK, closed);
    assertEquals(DaemonReply.Result.OK, nodes.getFirst().ask(new DaemonRequest.OutputsDone()));
    daemon.print("printer", "last");
    nodes.getFirst().close();
    daemon.exit("printer");
    List<String> read = nodes.getLast().nextUntil("AllInputsClosed");
    assertEquals(
        List.of("t=first\n", "t=last\n"),
        read.stream().filter(event -> event.startsWith("t=")).toList());
    assertEquals(
        List.of("l=first", "l=last"),
        messages(read.stream().filter(event -> event.startsWith("l=")).toList()));
    assertTrue(read.indexOf("InputClosed o") < read.indexOf("t=last\n"), read.toString());
    assertTrue(read.indexOf("InputClosed t") > read.indexOf("t=last\n"), read.toString());
  }

  @Test
  void whatIsPrintedForNobodyIsReleased() throws IOException {
    List<PlayedNode> nodes = start("outputs: [text], send_stdout_as: text", "inputs: {}");
    for (int i = 0; i < 20_000; i++) {
      daemon.print("printer", "more than fits under way at a time");
    }
    assertEquals(DaemonReply.Result.OK, nodes.getFirst().ask(new DaemonRequest.OutputsDone()));
  }
}
