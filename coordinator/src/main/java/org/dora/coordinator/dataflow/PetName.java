package org.dora.coordinator.dataflow;

import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Names for dataflows that were started without one: {@code brave-otter}. */
final class PetName {
  private static final List<String> QUALITIES =
      List.of(
          "able", "bold", "brave", "bright", "brisk", "calm", "clear", "clever", "cosy", "crisp",
          "daring", "deft", "eager", "early", "fair", "fine", "fleet", "fond", "free", "fresh",
          "gentle", "glad", "golden", "grand", "handy", "happy", "hardy", "honest", "jolly", "just",
          "keen", "kind", "lively", "loyal", "lucky", "mellow", "merry", "mild", "modest", "neat",
          "nimble", "noble", "patient", "plain", "polite", "prime", "proud", "quick", "quiet",
          "rapid", "ready", "sharp", "silent", "simple", "sleek", "smart", "smooth", "snug",
          "solid", "steady", "sturdy", "sunny", "swift", "tidy", "true", "vivid", "warm", "wise",
          "witty", "zesty");

  private static final List<String> ANIMALS =
      List.of(
          "ant", "badger", "bear", "beaver", "bee", "bison", "camel", "cat", "cobra", "cod", "crab",
          "crane", "crow", "deer", "dingo", "dove", "duck", "eagle", "eel", "elk", "falcon",
          "ferret", "finch", "fox", "frog", "gecko", "gibbon", "goat", "goose", "hare", "hawk",
          "heron", "hornet", "horse", "ibex", "jackal", "jay", "kite", "koala", "lark", "lemur",
          "leopard", "lion", "llama", "lynx", "magpie", "marten", "mole", "moose", "mouse", "newt",
          "otter", "owl", "panda", "perch", "pike", "puffin", "puma", "quail", "rabbit", "raven",
          "robin", "salmon", "seal", "shrew", "snail", "stork", "swan", "tapir", "tiger", "toad",
          "trout", "viper", "vole", "walrus", "wasp", "weasel", "whale", "wolf", "wombat", "wren",
          "yak");

  private PetName() {}

  /** Returns a name that is not taken. */
  static String choose(RandomGenerator random, Predicate<String> isTaken) {
    String name = pick(QUALITIES, random) + "-" + pick(ANIMALS, random);
    for (int number = 2; isTaken.test(name); number++) {
      name = pick(QUALITIES, random) + "-" + pick(ANIMALS, random) + "-" + number;
    }
    return name;
  }

  private static String pick(List<String> words, RandomGenerator random) {
    return words.get(random.nextInt(words.size()));
  }
}
