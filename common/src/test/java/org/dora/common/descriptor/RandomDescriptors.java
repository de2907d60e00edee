package org.dora.common.descriptor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;
import org.jspecify.annotations.Nullable;

/**
 * Descriptors with any keys and awkward texts; most make no sense, all can be written and read.
 *
 * <p>Left out is what does not survive reading: a dollar sign in {@code env}, which every reader
 * substitutes; an env text that reads as a number; and the separators of lines and paragraphs,
 * which the released program prints in a way that only its own reader undoes.
 */
final class RandomDescriptors {
  private static final String AWKWARD =
      "ab :#-\n\t'\"\\,[]{}?!&*|>%@`~0189.eExo+_ é\ufffd\ufeff\u0085\u0000\r\ue000";
  private static final String[] WORDS = {
    "- x",
    "a: b",
    "#",
    "yes",
    "0x1F",
    "1e3",
    "~",
    "null",
    "true",
    "007",
    ".inf",
    "---",
    " a",
    "a ",
    "a\nb",
    "a\n\n",
    "\na",
    " a\nb",
    "a \nb",
    "\ud83d\ude00",
    "",
    "y",
    "1_000",
    "9".repeat(40)
  };

  private final Random random;

  RandomDescriptors(long seed) {
    this.random = new Random(seed);
  }

  Descriptor descriptor() {
    return new Descriptor(
        list(5, this::node),
        maybe(this::deploy),
        random.nextBoolean(),
        maybe(this::seconds),
        maybe(random::nextBoolean),
        maybe(random::nextBoolean),
        list(3, () -> new TypeRule(text(), text())),
        maybe(this::env));
  }

  private NodeDescriptor node() {
    return new NodeDescriptor(
        new NodeId("n" + random.nextInt(100)),
        maybe(this::text),
        maybe(this::text),
        new NodeProgram(maybe(this::text), maybe(this::text), maybe(this::text)),
        new NodeSource(
            maybe(this::text),
            maybe(this::text),
            maybe(this::text),
            maybe(this::text),
            maybe(this::text),
            maybe(this::text)),
        new NodeComposition(
            maybe(() -> list(3, () -> operator(new OperatorId(text())))),
            maybe(() -> operator(maybe(() -> new OperatorId(text())))),
            maybe(this::ros2),
            maybe(this::text),
            texts()),
        maybe(this::env),
        ports(),
        logging(),
        new RestartSettings(
            RestartPolicy.values()[random.nextInt(3)],
            random.nextInt(10),
            maybe(this::seconds),
            maybe(this::seconds),
            maybe(this::seconds)),
        new NodeLimits(
            maybe(this::seconds),
            maybe(this::seconds),
            maybe(this::seconds),
            maybe(() -> new ByteSize(random.nextLong(1L << 40))),
            maybe(() -> list(3, () -> (long) random.nextInt(64)))),
        maybe(this::deploy));
  }

  private OperatorDescriptor operator(@Nullable OperatorId id) {
    OperatorSource source =
        switch (random.nextInt(3)) {
          case 0 -> new OperatorSource.Python(text(), maybe(this::text));
          case 1 -> new OperatorSource.SharedLibrary(text());
          default -> new OperatorSource.Wasm(text());
        };
    return new OperatorDescriptor(
        id, maybe(this::text), maybe(this::text), ports(), source, maybe(this::text), logging());
  }

  private NodePorts ports() {
    return new NodePorts(
        byId(this::input),
        ids(),
        byId(this::text),
        byId(this::text),
        byId(() -> OutputFraming.values()[random.nextInt(2)]),
        byId(() -> list(3, this::text)),
        maybe(this::text));
  }

  private InputDescriptor input() {
    InputMapping source =
        switch (random.nextInt(3)) {
          case 0 -> new InputMapping.User(new NodeId("n" + random.nextInt(100)), id());
          case 1 -> new InputMapping.Timer(Duration.ofNanos(1 + random.nextLong(1L << 50)));
          default ->
              new InputMapping.Logs(
                  random.nextBoolean() ? LogLevel.values()[random.nextInt(6)] : null, null);
        };
    return new InputDescriptor(
        source,
        maybe(() -> (long) random.nextInt(100)),
        maybe(this::seconds),
        maybe(() -> QueuePolicy.values()[random.nextInt(2)]));
  }

  private NodeLogging logging() {
    return new NodeLogging(
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(() -> random.nextLong(1L << 32)));
  }

  private Deploy deploy() {
    return new Deploy(
        maybe(this::text),
        maybe(this::text),
        texts(),
        Deploy.Distribution.values()[random.nextInt(3)]);
  }

  private Ros2Config ros2() {
    Ros2Config.Transport transport =
        random.nextBoolean()
            ? new Ros2Config.Transport.Dds()
            : new Ros2Config.Transport.Zenoh(
                Ros2Config.Compatibility.values()[random.nextInt(2)], maybe(this::text));
    return new Ros2Config(
        transport,
        maybe(this::text),
        maybe(this::text),
        direction(),
        maybe(() -> list(3, this::topic)),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(() -> Ros2Config.Role.values()[random.nextInt(2)]),
        random.nextBoolean() ? Ros2Config.Qos.DEFAULT : qos(),
        random.nextBoolean() ? Ros2Config.DEFAULT_NAMESPACE : text(),
        maybe(this::text));
  }

  private Ros2Config.Direction direction() {
    return Ros2Config.Direction.values()[random.nextInt(2)];
  }

  private Ros2Config.Topic topic() {
    return new Ros2Config.Topic(
        text(), text(), direction(), maybe(this::text), maybe(this::text), maybe(this::qos));
  }

  private Ros2Config.Qos qos() {
    return new Ros2Config.Qos(
        random.nextBoolean(),
        maybe(this::text),
        maybe(this::text),
        maybe(this::seconds),
        maybe(this::seconds),
        maybe(() -> random.nextInt(100)),
        random.nextBoolean());
  }

  private Seconds seconds() {
    return switch (random.nextInt(5)) {
      case 0 -> new Seconds(random.nextInt(100));
      case 1 -> new Seconds(-random.nextDouble());
      case 2 -> new Seconds(Math.scalb(random.nextDouble(), random.nextInt(-1070, 1000)));
      default -> new Seconds(random.nextInt(10_000) / 1000.0);
    };
  }

  private SortedMap<String, EnvValue> env() {
    SortedMap<String, EnvValue> env = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      env.put(
          text(),
          switch (random.nextInt(4)) {
            case 0 -> new EnvValue.Bool(random.nextBoolean());
            case 1 -> new EnvValue.Int(random.nextLong());
            case 2 -> new EnvValue.Real(random.nextGaussian());
            default -> EnvValue.of(text());
          });
    }
    return env;
  }

  private SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      texts.put(text(), text());
    }
    return texts;
  }

  private <T> SortedMap<DataId, T> byId(Supplier<T> value) {
    SortedMap<DataId, T> map = new TreeMap<>();
    for (DataId id : ids()) {
      map.put(id, value.get());
    }
    return map;
  }

  private SortedSet<DataId> ids() {
    SortedSet<DataId> ids = new TreeSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      ids.add(id());
    }
    return ids;
  }

  private DataId id() {
    return new DataId("o" + random.nextInt(20) + "/x".repeat(random.nextInt(10) == 0 ? 70 : 0));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(
          random.nextBoolean()
              ? WORDS[random.nextInt(WORDS.length)]
              : String.valueOf(AWKWARD.charAt(random.nextInt(AWKWARD.length()))));
    }
    return text.toString();
  }

  private <T> List<T> list(int most, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      items.add(item.get());
    }
    return items;
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextInt(3) == 0 ? value.get() : null;
  }
}
