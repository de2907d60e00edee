package org.dora.common.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.UuidText;
import org.dora.common.message.Bytes;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as the released program does (control-protocol.md section 4): values are asked for in
 * the order of the text and refused when something else stands there; enums are tagged externally;
 * keys that nobody knows are passed over, keys that stand twice are refused. Nothing is boxed, no
 * tree is built; nesting deeper than 128 levels is refused. Not thread-safe.
 */
public final class JsonReader {

  /** Reads one value. */
  @FunctionalInterface
  public interface Decoder<T> {
    /** Takes a value from {@code in}. */
    T read(JsonReader in);
  }

  private final JsonScanner in;
  private final JsonNumbers numbers;
  private final JsonPath path;

  /** Whether the variant that was begun last is a string, not a map. */
  private boolean bareVariant;

  private JsonReader(byte[] json, int from, int to, String root) {
    this.path = new JsonPath(root);
    this.in = new JsonScanner(json, from, to, path);
    this.numbers = new JsonNumbers(in);
  }

  /**
   * Reads a whole text in UTF-8.
   *
   * @throws JsonException if it is anything else than one such value
   */
  public static <T> T decode(byte[] json, Decoder<T> decoder) {
    return decode(json, 0, json.length, "$", decoder);
  }

  static <T> T decode(byte[] json, int from, int to, String root, Decoder<T> decoder) {
    JsonReader reader = new JsonReader(json, from, to, root);
    try {
      T value = decoder.read(reader);
      if (reader.in.peek() != JsonScanner.END) {
        throw reader.failure("expected the end of the text, found " + reader.in.found());
      }
      return value;
    } catch (InvalidIdException e) {
      throw reader.failure(e.getMessage());
    }
  }

  /** Returns the failure to report for what was read last. */
  public JsonException failure(String reason) {
    return in.failure(reason);
  }

  /** Returns the failure to report if the next value is of another type. */
  public JsonException invalidType(String expected) {
    return in.invalidType(expected);
  }

  // Structure

  /** Begins a map; {@link #nextKey} ends it. */
  public void beginObject() {
    begin('{', "a map");
  }

  /** Returns the next key of the map, or null behind the last one. */
  public @Nullable String nextKey() {
    if (!nextEntry('}')) {
      return null;
    }
    String key = in.string();
    in.expect(':');
    path.key(key);
    return key;
  }

  /** Begins a list; {@link #nextItem} ends it. */
  public void beginArray() {
    begin('[', "a sequence");
  }

  /** Returns whether the list has a further value. */
  public boolean nextItem() {
    boolean more = nextEntry(']');
    if (more) {
      path.item();
    }
    return more;
  }

  /** Begins a list of a known length; {@link #endTuple} ends it. */
  public void beginTuple() {
    beginArray();
    nextElement();
  }

  /** Passes on to the next value of a list of a known length. */
  public void nextElement() {
    if (!nextItem()) {
      throw failure("the sequence ends too early");
    }
  }

  /** Ends a list of a known length. */
  public void endTuple() {
    if (nextItem()) {
      throw failure("expected the end of the sequence, found " + in.found());
    }
  }

  private void begin(char bracket, String expected) {
    if (!in.take(bracket)) {
      throw invalidType(expected);
    }
    if (path.room() == 0) {
      throw in.tooDeep();
    }
    path.enter();
  }

  private boolean nextEntry(char closing) {
    if (in.take(closing)) {
      path.leave();
      return false;
    }
    if (!path.isFirst()) {
      if (!in.take(',')) {
        throw failure("expected `,` or `" + closing + "`, found " + in.found());
      }
    }
    return true;
  }

  // Fields

  /**
   * Notes that a field is there.
   *
   * @param seen bits of the fields that were there before
   * @param index of this one
   * @return bits of all
   */
  public long once(long seen, int index, String key) {
    if ((seen & 1L << index) != 0) {
      throw failure("duplicate field `" + key + "`");
    }
    return seen | 1L << index;
  }

  /** Refuses a map in which a field is missing. */
  public void require(long seen, int index, String key) {
    if ((seen & 1L << index) == 0) {
      throw failure("missing field `" + key + "`");
    }
  }

  // Variants

  /** Begins a value of an enum and returns the name of its variant. */
  public String beginVariant() {
    bareVariant = in.peek() == '"';
    if (bareVariant) {
      return in.string();
    }
    begin('{', "string or map");
    String name = nextKey();
    if (name == null) {
      throw failure("expected the name of a variant, found an empty map");
    }
    return name;
  }

  /** Reads a variant that has no content, {@code "List"} or {@code {"List":null}}, to its end. */
  public void unit() {
    if (bareVariant) {
      return;
    }
    readNothing();
    endContent();
  }

  /** Begins the content of a variant; {@link #endContent} ends it. */
  public void beginContent() {
    if (bareVariant) {
      throw failure("invalid type: the name of a variant alone, expected its content, too");
    }
  }

  /** Ends a variant with content. */
  public void endContent() {
    if (nextKey() != null) {
      throw failure("expected a map with a single key, the name of a variant");
    }
  }

  /** Returns the failure to report for a variant that nobody knows. */
  public JsonException unknownVariant(String name, String... known) {
    return failure("unknown variant `" + name + "`, expected " + YamlFields.oneOf(List.of(known)));
  }

  // Values

  /** Reads {@code null} if it is what comes next. */
  public boolean readNull() {
    return in.takeWord("null");
  }

  /** Reads {@code null}. */
  public void readNothing() {
    if (!readNull()) {
      throw invalidType("null");
    }
  }

  public boolean readBool() {
    if (in.takeWord("true")) {
      return true;
    }
    if (in.takeWord("false")) {
      return false;
    }
    throw invalidType("a boolean");
  }

  public String readString() {
    if (in.peek() != '"') {
      throw invalidType("a string");
    }
    return in.string();
  }

  /**
   * Reads a whole number.
   *
   * @param bits width of the number: 16, 32 or 64
   * @return the number; one of 64 bits is to be read as unsigned
   */
  public long readUnsigned(int bits) {
    return numbers.unsigned(bits);
  }

  /**
   * Reads a whole number.
   *
   * @param bits width of the number: 32 or 64
   */
  public long readSigned(int bits) {
    return numbers.signed(bits);
  }

  /** Reads a number; whole ones pass. */
  public double readF64() {
    return numbers.real();
  }

  /** Reads a number and rounds it to 32 bits. */
  public float readF32() {
    return (float) readF64();
  }

  /** Reads an id with or without hyphens, in any case, also as a URN. */
  public UUID readUuid() {
    String text = readString();
    UUID id = UuidText.parse(text);
    if (id == null) {
      throw failure("UUID parsing failed: found `" + text + "`");
    }
    return id;
  }

  /** Reads {@code {"secs":2,"nanos":0}}. */
  public Duration readDuration() {
    return TimeReader.duration(this);
  }

  /** Reads a clock's time and its 16 bytes. */
  public HlcTimestamp readTimestamp() {
    return TimeReader.timestamp(this);
  }

  /** Reads a list of numbers from 0 to 255 straight into an array. */
  public Bytes readBytes() {
    if (!in.take('[')) {
      throw invalidType("a sequence");
    }
    return Bytes.wrap(in.byteList());
  }

  /** Reads a string, a number or a boolean as the text that it is. */
  public String readScalar() {
    return switch (in.peek()) {
      case '"' -> in.string();
      case 'n', '{', '[' -> throw invalidType("a string, a number or a boolean");
      default -> readRaw().text();
    };
  }

  /** Reads a value of any type without looking into it. */
  public RawJson readRaw() {
    in.peek();
    int from = in.position();
    in.passValue(path.room());
    return in.since(from);
  }

  /**
   * Reads a value as a tree, for readers that want one. Numbers beyond what 64 bits hold are
   * refused.
   */
  public YamlNode readTree() {
    return new JsonTree(this).read();
  }

  /** Returns the byte that comes next, behind blanks. */
  int peek() {
    return in.peek();
  }

  int position() {
    return in.position();
  }

  /** Reads a list. */
  public <T> List<T> readList(Decoder<? extends T> decoder) {
    List<T> values = new ArrayList<>();
    beginArray();
    while (nextItem()) {
      values.add(decoder.read(this));
    }
    return Collections.unmodifiableList(values);
  }

  /** Reads a list of which order and repetition do not matter. */
  public <T extends Comparable<? super T>> SortedSet<T> readSet(Decoder<? extends T> decoder) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(readList(decoder)));
  }

  /** Reads a map; of keys that stand twice the later one wins. */
  public <K extends Comparable<? super K>, T> SortedMap<K, T> readMap(
      Function<String, K> key, Decoder<? extends T> decoder) {
    SortedMap<K, T> entries = new TreeMap<>();
    beginObject();
    for (String name = nextKey(); name != null; name = nextKey()) {
      entries.put(key.apply(name), decoder.read(this));
    }
    return Collections.unmodifiableSortedMap(entries);
  }

  /** Passes over a value of any type, however deep it is nested. */
  public void skipValue() {
    in.passValue(Integer.MAX_VALUE);
  }
}
