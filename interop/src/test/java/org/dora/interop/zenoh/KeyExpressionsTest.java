package org.dora.interop.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dora.interop.peers.Seed;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.ZenohException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Random key expressions have the same canonical form and the same relations as in the real
 * library. {@code $*$*} is left to recorded forms: on texts with it the real library (1.10.2) may
 * panic or refuse what it accepts elsewhere. {@code -Ddora.seed} repeats a run.
 */
class KeyExpressionsTest {
  private static final int PAIRS =
      (int) (100_000 * Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05")));
  private static final int PAIRS_AT_ONCE = 2_000;

  private static final List<String> CHUNKS =
      List.of(
          "a", "b", "ab", "abb", "*", "*", "**", "**", "$*", "a$*", "$*b", "a$*b", "$*a$*", "@a",
          "@b", "@a$*", "@$*", "@", "@a@b", "é", "a@", "b$*", "", "a*", "$", "a#", "?", "***");

  /** The last ones are malformed and would leave few pairs to compare if they came as often. */
  private static final int WELL_FORMED = 22;

  @Test
  void randomPairsRelateAsInTheRealLibrary() {
    long seed = Seed.ofThisRun();
    System.out.printf("key expressions: %d pairs, -Ddora.seed=%d%n", PAIRS, seed);
    Random random = new Random(seed);
    int compared = 0;
    try (PythonSession python = PythonSession.start()) {
      for (int done = 0; done < PAIRS; done += PAIRS_AT_ONCE) {
        List<List<String>> pairs = new ArrayList<>();
        for (int index = 0; index < Math.min(PAIRS_AT_ONCE, PAIRS - done); index++) {
          pairs.add(List.of(expression(random), expression(random)));
        }
        JsonNode results = python.command("relations", Map.of("pairs", pairs)).get("results");
        for (int index = 0; index < pairs.size(); index++) {
          compared += compare(pairs.get(index), results.get(index)) ? 1 : 0;
        }
      }
    }
    assertEquals(true, compared > PAIRS / 2, "pairs compared: " + compared);
  }

  private static String expression(Random random) {
    List<String> chunks = new ArrayList<>();
    for (int count = 1 + random.nextInt(5); count > 0; count--) {
      boolean anything = random.nextInt(40) == 0;
      chunks.add(CHUNKS.get(random.nextInt(anything ? CHUNKS.size() : WELL_FORMED)));
    }
    return String.join("/", chunks);
  }

  /** Returns whether both are well-formed, so that their relation was compared. */
  private static boolean compare(List<String> pair, JsonNode result) {
    List<KeyExpr> keys = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      JsonNode canonical = result.get(0).get(side);
      Optional<KeyExpr> ours = canonical(pair.get(side));
      assertEquals(
          canonical.isNull() ? Optional.empty() : Optional.of(canonical.asString()),
          ours.map(KeyExpr::toString),
          pair.get(side));
      ours.ifPresent(keys::add);
    }
    if (keys.size() < 2) {
      return false;
    }
    KeyExpr one = keys.getFirst();
    KeyExpr two = keys.getLast();
    assertEquals(result.get(1).asBoolean(), one.intersects(two), keys + " intersect");
    assertEquals(result.get(1).asBoolean(), two.intersects(one), keys + " intersect, reversed");
    assertEquals(result.get(2).asBoolean(), one.includes(two), keys + " include");
    return true;
  }

  private static Optional<KeyExpr> canonical(String text) {
    try {
      return Optional.of(KeyExpr.autocanonize(text));
    } catch (ZenohException _) {
      return Optional.empty();
    }
  }
}
