package org.dora.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dora.zenoh.wire.Recordings;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Key expressions relate as in the real library; see also the property test in interop. */
class KeyExprTest {

  @Test
  void relationsAreThoseOfTheRealLibrary() {
    for (JsonNode relation : Recordings.read("primitives.json").get("relations")) {
      KeyExpr a = KeyExpr.tryFrom(relation.get("a").asString());
      KeyExpr b = KeyExpr.tryFrom(relation.get("b").asString());
      String pair = a + " and " + b;
      assertEquals(relation.get("intersects").asBoolean(), a.intersects(b), pair);
      assertEquals(relation.get("intersects").asBoolean(), b.intersects(a), pair);
      assertEquals(relation.get("a_includes_b").asBoolean(), a.includes(b), pair);
      assertEquals(relation.get("b_includes_a").asBoolean(), b.includes(a), pair);
    }
  }

  @Test
  void canonicalFormsAreThoseOfTheRealLibrary() {
    for (JsonNode form : Recordings.read("primitives.json").get("canon")) {
      String input = form.get("input").asString();
      if (form.get("canonical").isNull()) {
        assertThrows(ZenohException.class, () -> KeyExpr.autocanonize(input), input);
      } else {
        assertEquals(
            form.get("canonical").asString(), KeyExpr.autocanonize(input).toString(), input);
      }
      if (!form.get("valid_as_is").asBoolean()) {
        assertThrows(ZenohException.class, () -> KeyExpr.tryFrom(input), input);
      }
    }
  }

  @Test
  void patternsMadeToTakeLongTakeNoTime() {
    KeyExpr a = KeyExpr.autocanonize("**/a".repeat(200).replace("a**", "a/**"));
    KeyExpr b = KeyExpr.autocanonize("**/b".repeat(200).replace("b**", "b/**"));
    assertFalse(a.intersects(b));
    assertFalse(a.includes(b));
  }
}
