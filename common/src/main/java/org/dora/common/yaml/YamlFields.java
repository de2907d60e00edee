package org.dora.common.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The entries of a mapping, taken by name; unknown, missing and absent ones are told apart. */
public final class YamlFields {
  private final YamlValue owner;
  private final List<YamlNode.Entry> entries;

  YamlFields(YamlValue owner, List<YamlNode.Entry> entries) {
    this.owner = owner;
    this.entries = entries;
  }

  /** Returns all entries in the order of the text. */
  public List<Field> all() {
    List<Field> all = new ArrayList<>(entries.size());
    for (YamlNode.Entry entry : entries) {
      all.add(field(entry));
    }
    return all;
  }

  /** Returns the value of a key; empty if the key is absent or its value is null. */
  public Optional<YamlValue> optional(String key) {
    Optional<YamlValue> value = present(key);
    return value.isPresent() && value.get().isNull() ? Optional.empty() : value;
  }

  /** Returns the text of a key, or null if the key is absent or its value is null. */
  public @Nullable String text(String key) {
    return read(key, YamlValue::text);
  }

  /** Returns the boolean of a key, or null if the key is absent or its value is null. */
  public @Nullable Boolean bool(String key) {
    return read(key, YamlValue::bool);
  }

  /** Returns the number of a key, or null if the key is absent or its value is null. */
  public @Nullable Double real(String key) {
    return read(key, YamlValue::real);
  }

  /** Returns the u32 of a key, or null if the key is absent or its value is null. */
  public @Nullable Long unsigned32(String key) {
    return read(key, YamlValue::unsigned32);
  }

  /** Returns the items of a key; none if the key is absent or its value is null. */
  public List<YamlValue> items(String key) {
    Optional<YamlValue> value = optional(key);
    return value.isPresent() ? value.get().items() : List.of();
  }

  /** Returns the entries of a key; none if the key is absent or its value is null. */
  public List<Field> entries(String key) {
    Optional<YamlValue> value = optional(key);
    return value.isPresent() ? value.get().fields().all() : List.of();
  }

  /**
   * Reads the value of a key; returns null if the key is absent, its value is null, or it is
   * refused and problems are gathered.
   */
  public <T> @Nullable T read(String key, Function<YamlValue, T> reading) {
    Optional<YamlValue> value = optional(key);
    return value.isPresent() ? value.get().read(reading) : null;
  }

  /**
   * Reads the value of a key that has a default: null is read like any other value, and most types
   * refuse it.
   *
   * @param absent if the key is absent, or its value is refused and problems are gathered
   */
  public <T> T readOr(String key, T absent, Function<YamlValue, T> reading) {
    Optional<YamlValue> present = present(key);
    T value = present.isPresent() ? present.get().read(reading) : null;
    return value == null ? absent : value;
  }

  /** Refuses each key that the schema does not have at this place, with the one it may mean. */
  public void requireKnown(List<String> known) {
    requireKnown(known, known, Map.of());
  }

  /**
   * Refuses each key that is not read at this place, with advice.
   *
   * @param known the keys that are read
   * @param listed those of them that the refusal lists
   * @param advice what to do about some unknown keys; the others get the one they may mean
   */
  public void requireKnown(List<String> known, List<String> listed, Map<String, String> advice) {
    for (Field field : all()) {
      if (!known.contains(field.name())) {
        String hint = advice.get(field.name());
        Optional<String> similar = SimilarName.of(field.name(), listed);
        if (hint == null && similar.isPresent()) {
          hint = "did you mean `" + similar.get() + "`?";
        }
        YamlException unknown = field.unknown(listed);
        refuse(hint == null ? unknown : unknown.withHint(hint));
      }
    }
  }

  /**
   * Returns the value of a key, which may be null.
   *
   * @throws YamlException if the key is absent
   */
  public YamlValue required(String key) {
    Optional<YamlValue> value = present(key);
    if (value.isEmpty()) {
      throw owner.refusal("missing field `" + key + "`");
    }
    return value.get();
  }

  /** Returns the value of a key, which may be null; empty if the key is absent. */
  public Optional<YamlValue> present(String key) {
    for (YamlNode.Entry entry : entries) {
      if (entry.key().text().equals(key)) {
        return Optional.of(owner.child(entry));
      }
    }
    return Optional.empty();
  }

  /** Refuses a key, or notes the refusal where problems are gathered. */
  public void refuse(YamlException refusal) {
    if (owner.problems() == null) {
      throw refusal;
    }
    owner.problems().add(refusal);
  }

  private Field field(YamlNode.Entry entry) {
    YamlValue key = new YamlValue(entry.key(), owner.path(), owner.leniency(), owner.problems());
    return new Field(entry.key().text(), key, owner.child(entry));
  }

  /**
   * One entry.
   *
   * @param name the key's text
   * @param key the key, whose path is that of the mapping
   * @param value the value
   */
  public record Field(String name, YamlValue key, YamlValue value) {
    /** Returns the failure to be thrown when the schema has no such key. */
    private YamlException unknown(List<String> expected) {
      return key.refusal("unknown field `" + name + "`, expected " + oneOf(expected));
    }

    /**
     * Reads key and value; returns null if either is refused and problems are gathered.
     *
     * @param reading what to make of this entry
     */
    public <T> @Nullable T read(Function<Field, T> reading) {
      return value.read(_ -> reading.apply(this));
    }
  }

  /**
   * Lists names as the released program does: {@code `a`}, {@code `a` or `b`}, {@code one of …}.
   */
  public static String oneOf(List<String> names) {
    return switch (names.size()) {
      case 1 -> "`" + names.get(0) + "`";
      case 2 -> "`" + names.get(0) + "` or `" + names.get(1) + "`";
      default -> "one of `" + String.join("`, `", names) + "`";
    };
  }
}
