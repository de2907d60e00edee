package org.dora.common.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
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

  @Test
  void ourOwnProgramsAreAccepted() {
    assertTrue(PeerCheck.isCompatible("1.1.0+jvm.0.1.0-SNAPSHOT"));
  }
}
