package org.dora.interop.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.dora.common.yaml.Position;
import org.dora.common.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Breaks descriptors at random in ways that people do; the same seed breaks the same way. */
final class Mutator {
  /** A line for a node, and what must be said of it. */
  private record Addition(String line, String fact) {}

  private static final List<Addition> ADDITIONS =
      List.of(
          new Addition("restart_policy: sometimes", "`sometimes`"),
          new Addition("max_restarts: -1", "-1"),
          new Addition("restart_delay: soon", "soon"),
          new Addition("restart_delay: -2.5", "-2.5"),
          new Addition("health_check_timeout: .nan", "NaN|\\.nan"),
          new Addition("finish_grace_secs: [1]", "sequence"),
          new Addition("cpu_affinity: first", "first"),
          new Addition("max_rotated_files: 101", "100"),
          new Addition("max_log_size: 10XB", "10XB|XB"),
          new Addition("shared_memory_pool_size: {a: b}", "map|shared_memory_pool_size"),
          new Addition("min_log_level: loud", "loud"),
          new Addition("deploy: {machin: robot}", "`machin`"),
          new Addition("deploy: {distribute: pigeon}", "`pigeon`"),
          new Addition("env: {A: $NOT_SET_ANYWHERE}", "NOT_SET_ANYWHERE"),
          new Addition("env: {A: [1]}", "`A`"),
          new Addition("outputs: {a: b}", "invalid type: map"),
          new Addition("outputs: ['a b']", "' '"),
          new Addition("inputs: {x: nosuch/out}", "nosuch"),
          new Addition("inputs: {x: dora/timer/weeks/1}", "weeks"),
          new Addition("inputs: {x: dora/timer/millis/0}", "zero"),
          new Addition("inputs: {x: nothing}", "`nothing`"),
          new Addition("inputs: {'a b': dora/timer/secs/1}", "' '"),
          new Addition("args: *nowhere", "nowhere"),
          new Addition("send_stdout_as: 'a b'", "a b"));

  private static final List<String> SCALARS =
      List.of(
          "true",
          "no",
          "1",
          "\"1\"",
          "~",
          "0x1F",
          "a b",
          "[]",
          "{}",
          "1.5",
          "-1",
          "a/b",
          ".nan",
          "''",
          "dora/timer/secs/1",
          "1e400",
          "007",
          "\"true\"",
          "!!str 5",
          "12:30",
          "*a",
          "{a: b}");

  private final Random random;
  private final List<GoodDescriptor> good;

  Mutator(long seed, List<GoodDescriptor> good) {
    this.random = new Random(seed);
    this.good = good;
  }

  /** Returns a descriptor that is wrong for certain. */
  Mutation broken() {
    while (true) {
      GoodDescriptor origin = anyOf(good);
      Mutation mutation =
          switch (random.nextInt(6)) {
            case 0, 1 -> misspeltKey(origin);
            case 2 -> doubledId(origin);
            case 3 -> wrongId(origin);
            default -> addition(origin);
          };
      if (mutation != null) {
        return mutation;
      }
    }
  }

  /** Returns a descriptor with any scalar replaced by another; it may well be right. */
  Mutation changed() {
    GoodDescriptor origin = anyOf(good);
    List<YamlNode.Scalar> scalars = new ArrayList<>();
    collect(origin.tree(), scalars);
    YamlNode.Scalar scalar = anyOf(scalars);
    int from = offset(origin.text(), scalar.position());
    int to = endOf(origin.text(), from);
    return edited(origin, scalar.position(), from, to, anyOf(SCALARS), ".");
  }

  private @Nullable Mutation misspeltKey(GoodDescriptor origin) {
    YamlNode.Mapping owner = random.nextInt(4) == 0 ? origin.tree() : anyOf(origin.nodes());
    YamlNode.Scalar key = anyOf(owner.entries()).key();
    int from = offset(origin.text(), key.position());
    String word = key.text();
    if (!origin.text().startsWith(word, from)) {
      return null;
    }
    int at = random.nextInt(word.length() + 1);
    String wrong = word.substring(0, at) + "x" + word.substring(at);
    return edited(
        origin,
        key.position(),
        from,
        from + word.length(),
        wrong,
        Pattern.quote("`" + wrong + "`"));
  }

  private @Nullable Mutation doubledId(GoodDescriptor origin) {
    List<YamlNode.Mapping> nodes = origin.nodes();
    if (nodes.size() < 2) {
      return null;
    }
    YamlNode.Scalar first = id(nodes.get(0));
    YamlNode.Scalar second = id(nodes.get(1));
    int from = offset(origin.text(), second.position());
    if (!origin.text().startsWith(second.text(), from)) {
      return null;
    }
    return edited(
        origin,
        second.position(),
        from,
        from + second.text().length(),
        first.text(),
        "duplicate node ID `" + Pattern.quote(first.text()));
  }

  private @Nullable Mutation wrongId(GoodDescriptor origin) {
    YamlNode.Scalar id = id(anyOf(origin.nodes()));
    int from = offset(origin.text(), id.position());
    if (!origin.text().startsWith(id.text(), from)) {
      return null;
    }
    String wrong = anyOf(List.of("a b", "dora", ".a", "a/b", "\"\"", "[a]", "ü"));
    return edited(
        origin,
        id.position(),
        from,
        from + id.text().length(),
        wrong,
        "identifier|reserved|invalid type");
  }

  private @Nullable Mutation addition(GoodDescriptor origin) {
    YamlNode.Mapping node = anyOf(origin.nodes());
    Addition addition = anyOf(ADDITIONS);
    String key = addition.line().substring(0, addition.line().indexOf(':'));
    if (node.entry(key).isPresent()) {
      return null;
    }
    int from = offset(origin.text(), node.position());
    boolean flow = origin.text().charAt(from) == '{';
    String inserted =
        flow
            ? "{" + addition.line() + ", "
            : addition.line() + "\n" + " ".repeat(node.position().column() - 1);
    // On a node that is no program the key itself is wrong already.
    String fact = addition.fact() + "|fields that are not allowed on .* nodes: .*" + key;
    return edited(origin, node.position(), from, flow ? from + 1 : from, inserted, fact);
  }

  private static Mutation edited(
      GoodDescriptor origin, Position place, int from, int to, String with, String fact) {
    String text = origin.text().substring(0, from) + with + origin.text().substring(to);
    return new Mutation(origin, text, place.line(), Pattern.compile(fact));
  }

  private static YamlNode.Scalar id(YamlNode.Mapping node) {
    return (YamlNode.Scalar) node.entry("id").orElseThrow().value();
  }

  private static void collect(YamlNode node, List<YamlNode.Scalar> scalars) {
    switch (node) {
      case YamlNode.Scalar scalar -> scalars.add(scalar);
      case YamlNode.Sequence sequence -> sequence.items().forEach(item -> collect(item, scalars));
      case YamlNode.Mapping mapping ->
          mapping.entries().forEach(entry -> collect(entry.value(), scalars));
    }
  }

  private static int offset(String text, Position position) {
    int offset = 0;
    for (int line = 1; line < position.line(); line++) {
      offset = text.indexOf('\n', offset) + 1;
    }
    return offset + position.column() - 1;
  }

  /** Where a scalar that starts at {@code from} ends, roughly: mutations need not be pretty. */
  private static int endOf(String text, int from) {
    int to = from;
    while (to < text.length() && ",}]\n".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return to;
  }

  private <T> T anyOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
