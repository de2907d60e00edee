package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.message.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MetadataTest {
  private static final HlcTimestamp NOW = new HlcTimestamp(5L << 32, new HlcId(1, 2));

  @Test
  void everyKindComesBackAsItWasPut() {
    Instant time = Instant.parse("2026-11-21T23:23:06.899117253Z");
    Metadata metadata =
        sendAndReceive(
            Metadata.empty()
                .put("text", "t")
                .put("long", 7)
                .put("double", 0.5)
                .put("bool", true)
                .put("time", time)
                .putLongs("longs", List.of(1L, 2L))
                .putDoubles("doubles", List.of(0.5, 1.5))
                .putStrings("texts", List.of("a", "b")));

    assertEquals("t", metadata.string("text"));
    assertEquals(7, metadata.longValue("long"));
    assertEquals(0.5, metadata.doubleValue("double"));
    assertTrue(metadata.booleanValue("bool"));
    assertEquals(time, metadata.instant("time"));
    assertEquals(List.of(1L, 2L), metadata.longs("longs"));
    assertEquals(List.of(0.5, 1.5), metadata.doubles("doubles"));
    assertEquals(List.of("a", "b"), metadata.strings("texts"));
    assertEquals(
        Set.of("text", "long", "double", "bool", "time", "longs", "doubles", "texts"),
        metadata.keys());
  }

  @Test
  void allValuesComeAsAMap() {
    Metadata metadata = Metadata.of("frame", 7).put("lang", "en").putLongs("ids", List.of(1L));

    assertEquals(Map.of("frame", 7L, "lang", "en", "ids", List.of(1L)), metadata.asMap());
    assertEquals("Metadata{frame=7, lang=en, ids=[1]}", metadata.toString());
  }

  @Test
  void integersPassForRealNumbers() {
    Metadata metadata = Metadata.of("gain", 2).putLongs("gains", List.of(1L, 2L));

    assertEquals(2.0, metadata.doubleValue("gain"));
    assertEquals(List.of(1.0, 2.0), metadata.doubles("gains"));
  }

  @Test
  void realNumbersDoNotPassForIntegers() {
    assertFailure(
        () -> received("scale", 0.5).longValue("scale"),
        "metadata of input `image`: `scale` is the real number 0.5, expected an integer");
  }

  @Test
  void anEmptyListOfPythonIsAnEmptyListOfAnything() {
    Metadata metadata = Metadata.empty().putStrings("list", List.of());

    assertEquals(List.of(), metadata.longs("list"));
    assertEquals(List.of(), metadata.doubles("list"));
  }

  @Test
  void anotherKindIsNamedWithTheKeyAndWhatWasExpected() {
    assertFailure(
        () -> received("scale", 0.5).string("scale"),
        "metadata of input `image`: `scale` is the real number 0.5, expected a text");
  }

  @Test
  void aMissingKeyIsNamedWithThoseThatThereAre() {
    assertFailure(
        () -> received("scale", 0.5).longValue("width"),
        "metadata of input `image` has no `width`; it has [scale]");
  }

  @Test
  void aDefaultStandsForAMissingKeyOnly() {
    Metadata metadata = Metadata.of("gain", "high");

    assertEquals(1.0, metadata.doubleValue("absent", 1.0));
    assertEquals(1, metadata.longValue("absent", 1));
    assertEquals("x", metadata.string("absent", "x"));
    assertTrue(metadata.booleanValue("absent", true));
    assertThrows(MetadataException.class, () -> metadata.doubleValue("gain", 1.0));
  }

  @Test
  void marksOfTheWireAreHiddenAndSetOnSending() {
    Metadata metadata =
        Metadata.received(
            "metadata of input `image`",
            org.dora.common.message.Metadata.of(
                NOW,
                Map.of(
                    "_framing", new Parameter.Text("arrow-ipc"),
                    "_schema_hash", new Parameter.Int(9),
                    "frame", new Parameter.Int(7))));

    assertEquals(Set.of("frame"), metadata.keys());
    assertEquals(
        Map.of("_framing", new Parameter.Text("arrow-ipc"), "frame", new Parameter.Int(7)),
        metadata.wire(NOW, true).parameters());
    assertEquals(Map.of("frame", new Parameter.Int(7)), metadata.wire(NOW, false).parameters());
  }

  @Test
  void receivedMetadataKnowsWhenItWasSent() {
    assertEquals(Instant.ofEpochSecond(5), received("scale", 0.5).timestamp());
    assertFailure(
        () -> Metadata.empty().timestamp(),
        "metadata was not received and has no timestamp: the node sets it on sending");
  }

  @Test
  void whatIsSentIsACopy() {
    Metadata metadata = Metadata.of("frame", 1);
    var sent = metadata.wire(NOW, false);
    metadata.put("frame", 2).remove("other");

    assertEquals(new Parameter.Int(1), sent.parameter("frame"));
  }

  @Test
  void aRemovedValueIsGone() {
    Metadata metadata = Metadata.of("frame", 1).remove("frame");

    assertFalse(metadata.contains("frame"));
    assertEquals(Metadata.empty(), metadata);
  }

  private static Metadata received(String key, double value) {
    return sendAndReceive(Metadata.of(key, value));
  }

  private static Metadata sendAndReceive(Metadata metadata) {
    return Metadata.received("metadata of input `image`", metadata.wire(NOW, true));
  }

  private static void assertFailure(Executable access, String message) {
    assertEquals(message, assertThrows(MetadataException.class, access).getMessage());
  }
}
