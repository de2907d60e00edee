package org.dora.common.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The released program's way to write scalars and blocks, as its files show it. */
class BlockYamlTest {
  private static String scalar(String text) {
    return BlockYaml.text(new BlockYaml.Fields().put("k", text).node()).substring("k: ".length());
  }

  @Test
  void whatWouldReadBackAsSomethingElseIsQuoted() {
    for (String text :
        List.of("1", "1.", "-1", "007", "0x1F", "1e5", "null", "~", "true", "-", "---", "")) {
      assertEquals("'" + text + "'\n", scalar(text));
    }
    for (String text : List.of("1_000", "a-", "no", "y", "3519056b2efa671e", "-a", "12:30")) {
      assertEquals(text + "\n", scalar(text));
    }
  }

  @Test
  void signsOfTheSyntaxAreQuoted() {
    assertEquals("'/tmp/t 2 : #x'\n", scalar("/tmp/t 2 : #x"));
    assertEquals("'a #b'\n", scalar("a #b"));
    assertEquals("'@a'\n", scalar("@a"));
    assertEquals("'it''s: so'\n", scalar("it's: so"));
    assertEquals("a#b:c\n", scalar("a#b:c"));
  }

  @Test
  void whatCannotBePrintedIsEscaped() {
    assertEquals("\"a\\tb\"\n", scalar("a\tb"));
    assertEquals("\"a\\eb\\\"\"\n", scalar("a\u001bb\""));
    assertEquals("\ud83d\ude00\n", scalar("\ud83d\ude00"));
    assertEquals("é\n", scalar("é"));
  }

  @Test
  void listsAreNotIndentedAndNothingIsWrittenInFlowStyle() {
    assertEquals(
        """
        outer:
          empty: {}
          none: []
          some:
          - a
          - '1'
        n: null
        """,
        BlockYaml.text(
            new BlockYaml.Fields()
                .put(
                    "outer",
                    new BlockYaml.Fields()
                        .put("empty", new BlockYaml.Fields().node())
                        .put("none", BlockYaml.list(List.of()))
                        .put("some", BlockYaml.list(List.of("a", "1")))
                        .node())
                .put("n", BlockYaml.plain("null"))
                .node()));
  }

  @Test
  void aLongKeyStandsBehindAQuestionMark() {
    String key = "k".repeat(129);
    assertEquals(
        "? " + key + "\n: v\n", BlockYaml.text(new BlockYaml.Fields().put(key, "v").node()));
  }
}
