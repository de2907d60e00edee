package org.dora.common.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlParserTest {
  @Test
  void everyNodeKnowsItsLineAndColumn() {
    YamlNode.Mapping root = mapping("a: 1\nlist:\n  - x\n  - {k: v}\n");
    YamlNode.Sequence list =
        assertInstanceOf(YamlNode.Sequence.class, root.entry("list").orElseThrow().value());

    assertEquals(new Position(1, 4), root.entry("a").orElseThrow().value().position());
    assertEquals(new Position(3, 5), list.items().get(0).position());
    assertEquals(new Position(4, 5), list.items().get(1).position());
  }

  @Test
  void aliasesRepeatTheAnchoredNodeAtTheirOwnPlace() {
    YamlNode.Mapping root = mapping("a: &x {k: v}\nb: *x\n");
    YamlNode b = root.entry("b").orElseThrow().value();

    assertEquals(new Position(2, 4), b.position());
    assertEquals("v", scalar(((YamlNode.Mapping) b).entry("k").orElseThrow().value()).text());
  }

  @Test
  void theMergeKeyIsAnOrdinaryKey() {
    YamlNode.Mapping root = mapping("a: &x {k: v}\nb:\n  <<: *x\n");
    YamlNode.Mapping b = (YamlNode.Mapping) root.entry("b").orElseThrow().value();

    assertEquals(List.of("<<"), b.entries().stream().map(e -> e.key().text()).toList());
  }

  @Test
  void tagsAreKept() {
    assertEquals("!Tcp", mapping("a: !Tcp {b: c}").entry("a").orElseThrow().value().tag());
  }

  @Test
  void anEmptyTextIsAnEmptyScalar() {
    assertEquals(new ScalarValue.Null(), scalar(YamlParser.parse("# nothing\n")).value());
  }

  @Test
  void duplicateKeysAreRefusedWhereTheyStand() {
    YamlException e = refusal("nodes:\n  - id: a\n    path: x\n    path: y\n");

    assertEquals("nodes[0]: duplicate field `path` at line 4 column 5", e.detail());
  }

  @Test
  void severalDocumentsAreRefused() {
    YamlException e = refusal("a: 1\n---\nb: 2\n");

    assertEquals(
        "deserializing from YAML containing more than one document is not supported", e.reason());
    assertEquals(2, e.position().line());
  }

  @Test
  void syntaxErrorsNameTheirPlace() {
    assertEquals(new Position(3, 4), refusal("nodes:\n  - id: a\n   path: b\n").position());
  }

  @Test
  void keysThatAreCollectionsAreRefused() {
    assertEquals("a key must be a scalar", refusal("? [a]\n: b\n").reason());
  }

  @Test
  void unknownAnchorsAreRefused() {
    assertEquals("b: unknown anchor `x` at line 1 column 4", refusal("b: *x\n").detail());
  }

  @Test
  void charactersThatYamlForbidsAreRefusedWhereTheyStand() {
    assertEquals(new Position(2, 5), refusal("a: 1\nb: x\u0001\n").position());
  }

  @Test
  void nestingIsBounded() {
    String deep = "[".repeat(200) + "]".repeat(200);

    assertTrue(refusal(deep).reason().startsWith("recursion limit exceeded"));
  }

  @Test
  void expansionOfAliasesIsBounded() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      String items = String.join(",", Collections.nCopies(10, "*a" + (i - 1)));
      bomb.append("a" + i + ": &a" + i + " [" + items + "]\n");
    }

    assertTrue(refusal(bomb.toString()).reason().startsWith("repetition limit exceeded"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "007",
        "yes",
        "on",
        "1_000",
        "12:30",
        "2020-01-02",
        "y",
        "0x",
        "0b2",
        "inf",
        "nan",
        "+.inf.",
        "1e999",
        "--1",
        "tRUE",
        "1.2.3",
        "+",
        "."
      })
  void scalarsThatAreTextHere(String text) {
    assertEquals(new ScalarValue.Text(text), scalar(YamlParser.parse(text)).value());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aCharacterBeyondSixteenBitsMayStandAnywhere(int shift) {
    String text = "x".repeat(shift) + "\ud83d\ude00".repeat(3000);

    assertEquals(new ScalarValue.Text(text), value(text));
  }

  @Test
  void integersBeyondTheReleasedReadersAreFloatingOrText() {
    assertEquals(
        new ScalarValue.Int(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE)),
        value("340282366920938463463374607431768211455"));
    assertEquals(new ScalarValue.Real(0x1p128), value("340282366920938463463374607431768211456"));
    assertEquals(
        new ScalarValue.Text("0x100000000000000000000000000000000"),
        value("0x100000000000000000000000000000000"));
    assertEquals(new ScalarValue.Text("9".repeat(310)), value("9".repeat(310)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"31", "0x1F", "0o37", "0b11111", "+31", "+0x1f"})
  void scalarsThatAreTheIntegerThirtyOne(String text) {
    assertEquals(
        new ScalarValue.Int(BigInteger.valueOf(31)), scalar(YamlParser.parse(text)).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", ".5", "5e-1", "+.5", "00.5"})
  void scalarsThatAreTheNumberOneHalf(String text) {
    assertEquals(new ScalarValue.Real(0.5), scalar(YamlParser.parse(text)).value());
  }

  @Test
  void infinitiesAndNotANumber() {
    assertEquals(new ScalarValue.Real(Double.POSITIVE_INFINITY), value(".inf"));
    assertEquals(new ScalarValue.Real(Double.NEGATIVE_INFINITY), value("-.INF"));
    assertEquals(new ScalarValue.Real(Double.NaN), value(".nan"));
  }

  @Test
  void quotesAndTheTextTagMakeText() {
    assertEquals(new ScalarValue.Text("1"), value("'1'"));
    assertEquals(new ScalarValue.Text("null"), value("\"null\""));
    assertEquals(new ScalarValue.Text("1"), value("!!str 1"));
    assertEquals(new ScalarValue.Text("1\n"), value("|\n  1\n"));
  }

  @Test
  void nullIsWrittenInFourWays() {
    for (String text : List.of("null", "Null", "NULL", "~")) {
      assertEquals(new ScalarValue.Null(), value(text));
    }
  }

  private static ScalarValue value(String text) {
    return scalar(YamlParser.parse(text)).value();
  }

  private static YamlNode.Scalar scalar(YamlNode node) {
    return assertInstanceOf(YamlNode.Scalar.class, node);
  }

  private static YamlNode.Mapping mapping(String text) {
    return assertInstanceOf(YamlNode.Mapping.class, YamlParser.parse(text));
  }

  private static YamlException refusal(String text) {
    return assertThrows(YamlException.class, () -> YamlParser.parse(text));
  }
}
