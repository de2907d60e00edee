package org.dora.common.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.b_c-D9", "123", "Dora", "a."})
  void nodeIdsOfReleasedDataflowsAreAccepted(String text) {
    assertEquals(text, new NodeId(text).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|identifier must not be empty",
        "has space|identifier contains invalid character ' ' -- only [a-zA-Z0-9_.-] are allowed",
        "a/b|identifier contains invalid character '/' -- only [a-zA-Z0-9_.-] are allowed",
        "é|identifier contains invalid character 'é' -- only [a-zA-Z0-9_.-] are allowed",
      })
  void otherNodeIdsAreRefusedInTheReleasedWords(String text, String message) {
    assertEquals(
        message, assertThrows(InvalidIdException.class, () -> new NodeId(text)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dora", ".a", ".."})
  void reservedAndHiddenNodeIdsAreRefused(String text) {
    assertThrows(InvalidIdException.class, () -> new NodeId(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", ".dot", "1"})
  void dataIdsMayHavePathSegments(String text) {
    assertEquals(text, new DataId(text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a//b", "/a", "a/"})
  void otherDataIdsAreRefused(String text) {
    assertThrows(InvalidIdException.class, () -> new DataId(text));
  }

  @Test
  void anIdOfVersionSevenBeginsWithItsTime() {
    var id = UuidV7.next(() -> Instant.ofEpochMilli(0x0189_0a5d_ac96L));
    assertEquals(7, id.version());
    assertEquals(2, id.variant());
    assertEquals("01890a5d-ac96", id.toString().substring(0, 13));
  }
}
