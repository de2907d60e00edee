package org.dora.common.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FlowWriterTest {
  /** Everything that JSON or YAML treats specially, and a character beyond 16 bits. */
  private static final String AWKWARD =
      "quote\" back\\slash tab\t line\n return\r bell\u0007 del\u007f nel\u0085 ls\u2028 ps\u2029"
          + " bom\ufeff emoji\ud83e\udd16 ümlaut : # - {a} [b] 'c' %d &e *f !g";

  @Test
  void textReadsBackThroughYaml() {
    YamlNode.Scalar read =
        (YamlNode.Scalar) YamlParser.parse(new FlowWriter().text(AWKWARD).toString());

    assertEquals(AWKWARD, read.text());
  }

  @Test
  void textReadsBackThroughJson() {
    String json = new FlowWriter().text(AWKWARD).toString();

    assertEquals(AWKWARD, JsonMapper.shared().readTree(json).stringValue());
  }

  @Test
  void halfAnEmojiBecomesTheReplacementCharacter() {
    assertEquals("\"a\ufffdb\"", new FlowWriter().text("a\ud83eb").toString());
  }

  @Test
  void mapsAndListsAreSeparated() {
    String written =
        new FlowWriter()
            .beginMap()
            .key("a")
            .beginList()
            .integer(1)
            .bool(true)
            .nothing()
            .endList()
            .key("b")
            .beginMap()
            .endMap()
            .key("c")
            .tag("!T")
            .real(2)
            .endMap()
            .toString();

    assertEquals("{\"a\": [1, true, null], \"b\": {}, \"c\": !T 2.0}", written);
  }

  @Test
  void realNumbersAreThoseOfJson() {
    assertEquals(
        "[1.0,-0.0,0.00001,1.5e-7,1000000000000000.0,1e+16,5e-324]",
        FlowWriter.compact()
            .beginList()
            .real(1)
            .real(-0.0)
            .real(1e-5)
            .real(1.5e-7)
            .real(1e15)
            .real(1e16)
            .real(Double.MIN_VALUE)
            .endList()
            .toString());
  }

  @Test
  void aTreeIsWrittenAsWhatItsScalarsStandFor() {
    YamlNode tree = YamlParser.parse("a: 0x1F\nb: [007, ~, 'null', 1.50, .inf, True]\n");

    assertEquals(
        "{\"a\": 31, \"b\": [\"007\", null, \"null\", 1.5, .inf, true]}",
        new FlowWriter().node(tree).toString());
  }
}
