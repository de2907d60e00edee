package org.dora.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Configurations are read as Zenoh's own, and what is wrong in them is named. */
class ConfigTest {

  @Test
  void json5IsRead() {
    Config config =
        Config.fromJson5(
            """
            { // a comment
              mode: 'client', connect: {endpoints: ["tcp/127.0.0.1:1",],},
              timestamping: {enabled: {router: true, peer: false, client: true}},
              transport: null /* unset */
            }
            """);
    assertEquals("client", config.tree().get("mode"));
    assertEquals(Map.of("endpoints", List.of("tcp/127.0.0.1:1")), config.tree().get("connect"));
  }

  @Test
  void whatIsInsertedReplacesOnlyItsKey() {
    Config config =
        Config.fromJson5("{connect: {endpoints: ['tcp/127.0.0.1:1'], timeout_ms: 5}}")
            .insertJson5("connect/endpoints", "['tcp/127.0.0.1:2']")
            .insertJson5("transport/link/tx/lease", "500");
    assertEquals(
        Map.of("endpoints", List.of("tcp/127.0.0.1:2"), "timeout_ms", 5),
        config.tree().get("connect"));
  }

  @Test
  void whatIsNoJson5IsRefused() {
    assertThrows(ZenohException.class, () -> Config.fromJson5("{"));
    assertThrows(ZenohException.class, () -> Config.fromJson5("[]"));
    assertThrows(ZenohException.class, () -> Config.fromJson5("{} {}"));
    assertThrows(ZenohException.class, () -> Config.fromFile(Path.of("no such file")));
  }

  @Test
  void aBadValueIsNamedByItsPath() {
    assertNamed("mode", "'hub'");
    assertNamed("mode", "'router'");
    assertNamed("listen/endpoints", "['nowhere']");
    assertNamed("connect/endpoints", "7");
    assertNamed("scouting/multicast/enabled", "'yes'");
    assertNamed("scouting/gossip/autoconnect", "['hub']");
    assertNamed("transport/link/tx/batch_size", "70000");
    assertNamed("transport/link/tx/lease", "0");
    assertNamed("transport/auth/usrpwd/user", "'alice'");
    assertNamed("connect/retry/period_increase_factor", "0.5");
  }

  private static void assertNamed(String path, String value) {
    Config config = Peers.listening().insertJson5(path, value);
    String message = assertThrows(ZenohException.class, () -> Session.open(config)).getMessage();
    assertTrue(message.contains(path), message);
  }

  @Test
  void anUnknownProtocolIsRefused() {
    Config config = Peers.listening().withListen("quic/127.0.0.1:0");
    String message = assertThrows(ZenohException.class, () -> Session.open(config)).getMessage();
    assertTrue(message.contains("quic/127.0.0.1:0"), message);
  }
}
