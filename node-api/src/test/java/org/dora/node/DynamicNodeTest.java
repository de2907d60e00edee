package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dora.common.codec.DaemonRequestCodec;
import org.dora.common.codec.PostcardReader;
import org.dora.common.codec.TimestampedCodec;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeConfigWriter;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.DaemonRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DynamicNodeTest {

  @Test
  void theDefaultPortIsThatOfTheReleasedDaemon() {
    assertEquals(53291, DynamicNode.port(Map.of()));
  }

  @Test
  void theEnvironmentNamesThePort() {
    assertEquals(6789, DynamicNode.port(Map.of("DORA_DAEMON_LOCAL_LISTEN_PORT", "6789")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "port", "-1", "65536"})
  void whatIsNoPortIsNotUsed(String text) {
    assertEquals(53291, DynamicNode.port(Map.of("DORA_DAEMON_LOCAL_LISTEN_PORT", text)));
  }

  @Test
  void theDaemonsAnswerIsTheConfiguration() throws Exception {
    try (StandInDaemon daemon = new StandInDaemon()) {
      NodeConfig given = daemon.config();
      try (Listener listener =
          new Listener("{\"NodeConfig\":{\"result\":{\"Ok\":" + json(given) + "}}}")) {
        assertEquals(given, DynamicNode.ask("tested", listener.port()));
        assertEquals(new DaemonRequest.NodeConfig(new NodeId("tested")), listener.asked.get());
      }
    }
  }

  @Test
  void variablesOfTheDescriptorThatAreNotSetAreKnown() throws Exception {
    try (StandInDaemon daemon = new StandInDaemon()) {
      daemon.descriptor(
          "{\"nodes\": [{\"id\": \"other\", \"env\": {\"C\": \"3\"}},"
              + " {\"id\": \"tested\", \"env\": {\"A\": \"1\", \"B\": \"2\"}}]}");
      assertEquals(List.of("B"), DynamicNode.missingVariables(daemon.config(), Map.of("A", "x")));
    }
  }

  private static String json(NodeConfig config) {
    return NodeConfigWriter.json(config);
  }

  @Test
  void aRefusalIsReportedInTheDaemonsWordsUpTo512Characters() throws Exception {
    try (Listener listener =
        new Listener(
            "{\"NodeConfig\":{\"result\":{\"Err\":\"" + "no node ".repeat(200) + "\"}}}")) {
      NodeInitException refusal =
          assertThrows(NodeInitException.class, () -> DynamicNode.ask("plot", listener.port()));
      assertTrue(
          refusal.getMessage().startsWith("node `plot`: failed to get node config from daemon"),
          refusal::getMessage);
      assertTrue(refusal.getMessage().contains("no node no node"), refusal::getMessage);
      assertTrue(refusal.getMessage().length() < 650, refusal::getMessage);
    }
  }

  @Test
  void aDaemonThatSaysNothingIsReported() throws Exception {
    try (Listener listener = new Listener(null)) {
      NodeInitException refusal =
          assertThrows(NodeInitException.class, () -> DynamicNode.ask("plot", listener.port()));
      assertTrue(refusal.getMessage().contains("closed instead of an answer"), refusal::getMessage);
    }
  }

  @Test
  void withoutADaemonTheMessageSaysWhatToDo() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    NodeInitException refusal =
        assertThrows(NodeInitException.class, () -> Node.connect("plot", port));
    assertTrue(
        refusal.getMessage().contains("Could not connect to the daemon"), refusal::getMessage);
    assertTrue(refusal.getMessage().contains(Integer.toString(port)), refusal::getMessage);
    assertTrue(refusal.getMessage().contains("DORA_DAEMON_LOCAL_LISTEN_PORT"), refusal::getMessage);
  }

  @Test
  void whatIsNoNodeIdIsRefusedBeforeAnyConnection() {
    NodeInitException refusal = assertThrows(NodeInitException.class, () -> Node.connect("a/b", 1));
    assertTrue(refusal.getMessage().contains("`a/b`"), refusal::getMessage);
  }

  /** Answers one question as the daemon's own port does. */
  private static final class Listener implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    final CompletableFuture<DaemonRequest> asked = new CompletableFuture<>();

    Listener(@Nullable String answer) throws IOException {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket socket = server.accept()) {
              DataInputStream in = new DataInputStream(socket.getInputStream());
              byte[] body = new byte[(int) Long.reverseBytes(in.readLong())];
              in.readFully(body);
              asked.complete(
                  TimestampedCodec.read(
                          new PostcardReader(body, size -> Payload.ofBytes(new byte[(int) size])),
                          DaemonRequestCodec::read)
                      .inner());
              if (answer != null) {
                byte[] reply = answer.getBytes(StandardCharsets.UTF_8);
                ByteBuffer frame =
                    ByteBuffer.allocate(8 + reply.length).order(ByteOrder.LITTLE_ENDIAN);
                socket.getOutputStream().write(frame.putLong(reply.length).put(reply).array());
              }
            } catch (IOException e) {
              asked.completeExceptionally(e);
            }
          });
    }

    int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
