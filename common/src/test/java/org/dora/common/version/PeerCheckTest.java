package org.dora.common.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.dora.common.message.Metadata;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PeerCheckTest {

  @TestFactory
  Stream<DynamicTest> theReleasedDaemonsVerdictsAreOurs() {
    Path file = Path.of("../interop/vectors/node-protocol/version_check.json");
    return JsonMapper.shared().readTree(file.toFile()).valueStream().map(this::verdict);
  }

  private DynamicTest verdict(JsonNode vector) {
    String version = vector.get("dora_version").asString();
    int metadata = vector.get("metadata_version").asInt();
    String expected = vector.get("result_at_daemon_1_1_0").path("Err").asString("");
    return DynamicTest.dynamicTest(
        version + " with metadata " + metadata,
        () -> assertEquals(expected, PeerCheck.refusal(version, metadata).orElse("")));
  }

  @TestFactory
  Stream<DynamicTest> theReleasedCoordinatorsVerdictsAreOurs() {
    Path folder = Path.of("../interop/vectors/control-protocol");
    return Stream.concat(
        JsonMapper.shared()
            .readTree(folder.resolve("edge-cases-control.json").toFile())
            .valueStream()
            .filter(edge -> edge.get("case").asString().matches("Hello [0-9].*"))
            .map(edge ->
                coordinatorVerdict(
                    edge,
                    edge.get("recv").path("error").asString(""),
                    PeerCheck.cliRefusal(edge.get("case").asString().substring(6)).orElse(""))),
        JsonMapper.shared()
            .readTree(folder.resolve("edge-cases-daemon.json").toFile())
            .valueStream()
            .filter(edge -> edge.get("case").asString().startsWith("register {"))
            .map(edge ->
                coordinatorVerdict(
                    edge,
                    edge.get("recv").at("/params/inner/Err").asString(""),
                    daemonRefusal(edge.get("case").asString()))));
  }

  private static DynamicTest coordinatorVerdict(JsonNode edge, String expected, String found) {
    return DynamicTest.dynamicTest(
        edge.get("case").asString(), () -> assertEquals(expected, found));
  }

  /** What the coordinator says to {@code register {'metadata_version': 3}}. */
  private static String daemonRefusal(String registration) {
    String value = registration.replaceAll(".*: '?|'?}$", "");
    return registration.contains("dora_version")
        ? PeerCheck.daemonRefusal(value, Metadata.VERSION).orElse("")
        : PeerCheck.daemonRefusal("1.1.0", Integer.parseInt(value)).orElse("");
  }

  @Test
  void ourOwnProgramsAreAccepted() {
    assertTrue(PeerCheck.isOurs(DoraVersion.announced()));
    assertFalse(PeerCheck.isOurs("1.1.0"));
    assertEquals(Optional.empty(), PeerCheck.cliRefusal(DoraVersion.announced()));
    assertTrue(PeerCheck.isCompatible("1.1.0+jvm.0.1.0-SNAPSHOT"));
  }
}
