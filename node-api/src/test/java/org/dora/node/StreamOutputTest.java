package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.Parameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamOutputTest {
  private final StandInDaemon daemon;
  private final Node node;

  StreamOutputTest() throws IOException {
    daemon = new StandInDaemon().input("a", 10, QueuePolicy.DROP_OLDEST);
    node = daemon.start(new SegmentPool());
  }

  @AfterEach
  void end() throws IOException {
    node.close();
    daemon.close();
  }

  @Test
  void numbersChunksAndSegments() throws Exception {
    StreamOutput tokens = node.stream("out", "talk");
    tokens.send(Data.of("a"));
    tokens.finish(Data.of("b"));
    tokens.send(Data.of("c"));

    assertEquals(chunk(0, 0, false), sent());
    assertEquals(chunk(0, 1, true), sent());
    assertEquals(chunk(1, 0, false), sent());
  }

  @Test
  void aFlushBreaksTheSegmentOff() throws Exception {
    StreamOutput tokens = node.stream("out", "talk");
    tokens.send(Data.of("a"));
    tokens.flush(Data.of("b"), Metadata.of("why", "interrupted"));
    tokens.send(Data.of("c"));
    tokens.finish(Data.none());
    tokens.flush(Data.none());

    assertEquals(chunk(0, 0, false), sent());
    assertEquals(
        Map.of(
            "session_id", new Parameter.Text("talk"),
            "segment_id", new Parameter.Int(1),
            "seq", new Parameter.Int(0),
            "fin", new Parameter.Bool(false),
            "flush", new Parameter.Bool(true),
            "why", new Parameter.Text("interrupted")),
        sent());
    assertEquals(chunk(1, 1, false), sent());
    assertEquals(chunk(1, 2, true), sent());
    assertEquals(new Parameter.Int(2), sent().get("segment_id"));
  }

  @Test
  void aNewSessionIsAUuidOfVersion7() {
    assertEquals(7, UUID.fromString(node.stream("out").sessionId()).version());
  }

  @Test
  void receiversSeeWhereAChunkStands() {
    daemon.give(
        daemon.input(
            "a",
            null,
            Map.of(
                "session_id", new Parameter.Text("talk"),
                "segment_id", new Parameter.Int(1),
                "seq", new Parameter.Int(2),
                "fin", new Parameter.Bool(true),
                "flush", new Parameter.Bool(true))));

    assertEquals(Optional.of(new Chunk("talk", 1, 2, true, true)), received());
  }

  @Test
  void chunksOfPythonNodesMayBeAllText() {
    daemon.give(
        daemon.input(
            "a",
            null,
            Map.of(
                "session_id", new Parameter.Text("talk"),
                "segment_id", new Parameter.Text("0"),
                "seq", new Parameter.Text("7"),
                "fin", new Parameter.Text("true"))));

    assertEquals(Optional.of(new Chunk("talk", 0, 7, true, false)), received());
  }

  @Test
  void otherMessagesAreNoChunks() {
    daemon.give(
        daemon.longs("a", 1),
        daemon.input(
            "a",
            null,
            Map.of(
                "session_id", new Parameter.Text("talk"),
                "segment_id", new Parameter.Text("first"),
                "seq", new Parameter.Int(0))));

    assertEquals(Optional.empty(), received());
    assertEquals(Optional.empty(), received());
  }

  private Optional<Chunk> received() {
    return ((Event.Input) node.next().orElseThrow()).metadata().chunk();
  }

  private static Map<String, Parameter> chunk(long segment, long seq, boolean fin) {
    return Map.of(
        "session_id", new Parameter.Text("talk"),
        "segment_id", new Parameter.Int(segment),
        "seq", new Parameter.Int(seq),
        "fin", new Parameter.Bool(fin));
  }

  private Map<String, Parameter> sent() throws InterruptedException {
    Map<String, Parameter> parameters = new HashMap<>(daemon.sent.take().metadata().parameters());
    parameters.remove("_framing");
    return parameters;
  }
}
