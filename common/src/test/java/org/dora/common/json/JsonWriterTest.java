package org.dora.common.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonWriterTest {
  @Test
  void textsHaveTheReleasedProgramsEscapes() {
    assertEquals(
        "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u0080é\u2028€😀\"",
        new JsonWriter().text("a\"\\/\b\f\n\r\t\u0000\u001f\u007f\u0080é\u2028€😀").toString());
  }

  @Test
  void halfACharacterIsReplaced() {
    assertEquals(
        "\"\ufffda\ufffd\ufffd\"", new JsonWriter().text("\ud83da\ude00\ud83d").toString());
  }

  @Test
  void numbersHaveTheReleasedProgramsForms() {
    JsonWriter out = new JsonWriter();
    out.beginList().real(1).real(0.1).real(1e16).real(1.5e-7).real(Double.NaN);
    out.real32(0.1f).real32(12.5f).unsigned(-1).integer(-1).bool(true).nothing().endList();
    assertEquals(
        "[1.0,0.1,1e+16,1.5e-7,null,0.1,12.5,18446744073709551615,-1,true,null]", out.toString());
  }

  @Test
  void anyTextIsReadBack() {
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      String text =
          random
              .ints(random.nextInt(20), 0, Character.MAX_CODE_POINT + 1)
              .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
              .map(c -> random.nextBoolean() ? c & 0x7f : c)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      byte[] json = JsonWriter.encode(text, JsonWriter::text);
      assertEquals(text, JsonReader.decode(json, JsonReader::readString));
      assertEquals(text, JsonMapper.shared().readTree(json).asString(), "as another reader has it");
      String escaped = JsonMapper.shared().writeValueAsString(text);
      assertEquals(
          text,
          JsonReader.decode(escaped.getBytes(StandardCharsets.UTF_8), JsonReader::readString));
    }
  }

  @Test
  void aWriterIsUsedAgain() {
    JsonWriter out = new JsonWriter();
    out.beginMap().key("a").integer(1).endMap().endLine();
    out.beginMap().key("b").text("x").endMap().endLine();
    assertEquals("{\"a\":1}\n{\"b\":\"x\"}\n", out.toString());
    out.clear();
    assertEquals("[]", out.beginList().endList().toString());
  }
}
