package org.dora.common.control;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.codec.ControlRequestJson;
import org.dora.common.codec.DaemonCommandJson;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;
import org.dora.common.json.JsonReader;
import org.dora.common.json.RawJson;
import org.dora.common.log.LogMessage;
import org.dora.common.message.Bytes;
import org.jspecify.annotations.Nullable;

/** Messages of any type with random content; descriptors are those of the vectors. */
final class RandomMessages {
  private static final String CHARACTERS = "ab$\"\\/\n\t\u0000\u001f\u007fé€\ud83d\ude00{}[]:,";
  private static final List<String> JSON =
      List.of("null", "true", "-1.5e3", "\"x\\n\"", "[1,[2],{}]", "{\"a\":{\"b\":null}}");

  private static final Descriptor DESCRIPTOR =
      ((ControlRequest.Start) vector("ControlRequest Start", ControlRequestJson::read)).dataflow();

  private static final ResolvedNode RESOLVED =
      ((DaemonCommand.AddNode) vector("CoordinatorToDaemon AddNode", DaemonCommandJson::read))
          .node();

  private final Random random;

  RandomMessages(long seed) {
    this.random = new Random(seed);
  }

  /** Returns a value of a record, or of a variant of a sealed interface. */
  <T> T next(Class<T> type) {
    return type.cast(value(type));
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isSealed() && plain.isInterface()) {
      Class<?>[] variants = plain.getPermittedSubclasses();
      return value(variants[random.nextInt(variants.length)]);
    }
    if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    return known(plain).findFirst().orElseGet(() -> record(plain));
  }

  private Stream<Object> known(Class<?> type) {
    return Stream.<Object>of(
            id(),
            new DataId(id().value() + (random.nextBoolean() ? "/x" : "")),
            new OperatorId(text()),
            text(),
            new UUID(random.nextLong(), random.nextLong()),
            Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000)).abs(),
            new HlcTimestamp(random.nextLong(), new HlcId(random.nextLong(), random.nextLong())),
            RawJson.of(JSON.get(random.nextInt(JSON.size()))),
            bytes(),
            log(),
            DESCRIPTOR,
            DESCRIPTOR.nodes().getFirst(),
            RESOLVED)
        .filter(type::isInstance);
  }

  private Object generic(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    int size = random.nextInt(4);
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(value(arguments[arguments.length - 1]));
    }
    return switch (((Class<?>) type.getRawType()).getSimpleName()) {
      case "List" -> items;
      case "SortedSet" -> new TreeSet<>(items);
      case "Outcome" -> random.nextBoolean() ? Outcome.ok() : Outcome.failed(value(arguments[0]));
      case "SortedMap" -> {
        SortedMap<Object, Object> map = new TreeMap<>();
        items.forEach(item -> map.put(value(arguments[0]), item));
        yield map;
      }
      default -> throw new AssertionError("no random " + type);
    };
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = component(components[i]);
    }
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type.getName(), e);
    }
  }

  private @Nullable Object component(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    if (type.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) {
      return null;
    }
    return switch (component.getType().getSimpleName()) {
      case "boolean" -> random.nextBoolean();
      case "int", "Integer" -> random.nextInt(1 << 16);
      case "long", "Long" -> (long) random.nextInt(1 << 16);
      case "float" -> random.nextFloat() * 400;
      case "double", "Double" -> random.nextGaussian() * Math.pow(10, random.nextInt(-20, 20));
      default -> value(component.getGenericType());
    };
  }

  private NodeId id() {
    return new NodeId("n" + random.nextInt(1000) + (random.nextBoolean() ? "-_." : ""));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int[] characters = CHARACTERS.codePoints().toArray();
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  private Bytes bytes() {
    byte[] bytes = new byte[random.nextInt(50)];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  private LogMessage log() {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("k" + text(), text());
    return new LogMessage(
        null,
        new UUID(random.nextLong(), random.nextLong()),
        random.nextBoolean() ? null : id(),
        null,
        LogLevel.values()[random.nextInt(LogLevel.values().length)],
        random.nextBoolean() ? null : text(),
        null,
        null,
        (long) random.nextInt(1 << 16),
        text(),
        Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
        random.nextBoolean() ? null : fields);
  }

  private static <T> T vector(String name, JsonReader.Decoder<T> decoder) {
    byte[] json =
        ControlFrames.variants().stream()
            .filter(variant -> variant.name().equals(name))
            .findFirst()
            .orElseThrow()
            .bytes();
    return JsonReader.decode(json, decoder);
  }
}
