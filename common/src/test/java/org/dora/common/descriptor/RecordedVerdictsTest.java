package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Short files with one or several mistakes, in {@code validate-1.1.0.jsonl} with what the released
 * {@code dora validate} said to each: every key on every kind of node, operators, ROS 2, the order
 * of errors.
 */
class RecordedVerdictsTest {
  record Recording(String yaml, Verdict verdict) {
    private static Recording of(JsonNode line) {
      return new Recording(
          line.get("yaml").asString(), Verdict.recorded(line.get("title"), line.get("causes")));
    }

    Verdict ours() {
      return Verdict.of(() -> DescriptorParser.parse(yaml, "dataflow.yml", Map.of()));
    }

    @Override
    public String toString() {
      return yaml;
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void ourFirstErrorIsTheirs(Recording each) {
    each.ours().assertSays(each.verdict());
  }

  static List<Recording> recordings() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            RecordedVerdictsTest.class.getResourceAsStream("validate-1.1.0.jsonl"))) {
      List<Recording> recordings =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> Recording.of(JsonMapper.shared().readTree(line)))
              .toList();
      assertTrue(recordings.size() > 500, "only " + recordings.size() + " recordings");
      return recordings;
    }
  }
}
