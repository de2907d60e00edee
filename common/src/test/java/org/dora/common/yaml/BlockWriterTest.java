package org.dora.common.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BlockWriterTest {
  @Test
  void textsAreWrittenAsTheReleasedProgramDoes() throws IOException {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (JsonNode recorded : recorded()) {
      String text = recorded.get("text").asString();
      BlockWriter out = new BlockWriter();
      out.beginMap().key("nodes").beginList().beginMap().key("id").text("n").key("name").nothing();
      out.key("description").text(text).key("env").beginMap().key(text).integer(1).endMap();
      out.endMap().endList().endMap();
      if (!out.toString().equals(recorded.get("printed").asString())) {
        wrong.add(recorded.get("printed").asString() + "but we write\n" + out);
      }
      seen++;
    }
    assertEquals(List.of(), wrong);
    assertTrue(seen > 300, "only " + seen + " texts");
  }

  @Test
  void listsStandBelowTheirKeyAndBeginInTheLineOfADash() {
    BlockWriter out = new BlockWriter();
    out.beginMap().key("a").beginList().text("x").beginMap().key("b").integer(1);
    out.key("c").beginList().endList().endMap();
    out.beginList().bool(true).nothing().endList().endList();
    out.key("d").beginMap().endMap().endMap();
    assertEquals("a:\n- x\n- b: 1\n  c: []\n- - true\n  - null\nd: {}\n", out.toString());
  }

  @Test
  void aLongKeyHasAQuestionMarkAndItsValueTheNextLine() {
    String key = "k".repeat(129);
    BlockWriter out = new BlockWriter();
    out.beginMap().key(key).beginList().text("x").endList();
    out.key("k".repeat(128)).beginMap().key(key).beginMap().key("a").integer(1).key("b").integer(2);
    out.endMap().endMap().endMap();
    assertEquals(
        "? " + key + "\n: - x\n" + "k".repeat(128) + ":\n  ? " + key + "\n  : a: 1\n    b: 2\n",
        out.toString());
  }

  @Test
  void halfASurrogatePairIsReplaced() {
    BlockWriter out = new BlockWriter();
    out.beginMap().key("a").text("x\ud800y").endMap();
    assertEquals("a: x\ufffdy\n", out.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "60, 60.0",
    "-0.0, -0.0",
    "0.1, 0.1",
    "1e-5, 0.00001",
    "1.5e-6, 1.5e-6",
    "1e15, 1000000000000000.0",
    "1e16, 1e16",
    "123456789012345680, 1.2345678901234568e17",
    "4.9e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "Infinity, .inf",
    "-Infinity, -.inf",
    "NaN, .nan",
  })
  void realNumbersHaveTheShortestDigits(double value, String printed) {
    BlockWriter out = new BlockWriter();
    out.beginList().real(value).endList();
    assertEquals("- " + printed + "\n", out.toString());
  }

  /** Each text as value and as key, as {@code dora expand} of 1.1.0 printed it. */
  private static JsonNode recorded() throws IOException {
    try (InputStream in = BlockWriterTest.class.getResourceAsStream("block-scalars.json")) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in));
    }
  }
}
