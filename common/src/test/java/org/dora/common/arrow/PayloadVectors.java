package org.dora.common.arrow;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The payloads that the released encoder wrote, by name. */
final class PayloadVectors {
  private static final Path FILE =
      Path.of("..", "interop", "vectors", "node-protocol", "arrow_ipc_payloads.json");

  static final Map<String, byte[]> ALL = read();

  private PayloadVectors() {}

  static byte[] bytes(String name) {
    byte[] bytes = ALL.get(name);
    if (bytes == null) {
      throw new AssertionError("no vector named " + name);
    }
    return bytes.clone();
  }

  private static Map<String, byte[]> read() {
    Map<String, byte[]> vectors = new LinkedHashMap<>();
    for (JsonNode vector : new ObjectMapper().readTree(FILE)) {
      vectors.put(
          vector.get("name").asString(), HexFormat.of().parseHex(vector.get("hex").asString()));
    }
    return vectors;
  }
}
