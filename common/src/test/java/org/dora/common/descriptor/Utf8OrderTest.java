package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Utf8OrderTest {
  @Test
  void charactersBeyondSixteenBitsComeLast() {
    Map<String, Integer> map = Map.of("\ud83d\ude00", 1, "\uffee", 2, "\ue000", 3, "", 4, "a", 5);

    assertEquals(
        List.of("", "a", "\ue000", "\uffee", "\ud83d\ude00"),
        List.copyOf(Utf8Order.sorted(map).keySet()));
  }

  @Test
  void aBeginningComesBeforeTheWhole() {
    assertEquals(
        List.of("a", "ab", "b"),
        List.copyOf(Utf8Order.sorted(Map.of("b", 1, "ab", 2, "a", 3)).keySet()));
  }
}
