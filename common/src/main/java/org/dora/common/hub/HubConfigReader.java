package org.dora.common.hub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dora.common.yaml.SimilarName;
import org.dora.common.yaml.TextFile;
import org.dora.common.yaml.YamlFields;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads {@code hub.toml}; what it does not know is refused with its line and column. */
final class HubConfigReader {
  private static final int MAX_BYTES = 1024 * 1024;
  private static final List<String> KEYS = List.of("index");
  private static final List<String> INDEX_KEYS = List.of("alias", "git", "path", "namespaces");

  private final Path file;

  private HubConfigReader(Path file) {
    this.file = file;
  }

  /**
   * Returns the indexes of a file.
   *
   * @throws HubException if it cannot be read or is no configuration
   */
  static List<HubIndex> read(Path file) {
    try {
      return new HubConfigReader(file).document(Toml.parse(TextFile.read(file, MAX_BYTES)));
    } catch (TextFile.UnreadableException e) {
      throw new HubException("failed to read `" + file + "`", e);
    }
  }

  private List<HubIndex> document(TomlParseResult document) {
    if (document.hasErrors()) {
      TomlParseError first = document.errors().getFirst();
      throw refusal(first.position(), String.valueOf(first.getMessage()));
    }
    requireKnown(document, KEYS);
    List<HubIndex> indexes = new ArrayList<>();
    TomlArray entries = value(document, "index", "[[index]] tables", TomlArray.class);
    for (int i = 0; entries != null && i < entries.size(); i++) {
      if (!(entries.get(i) instanceof TomlTable entry)) {
        throw refusal(entries.inputPositionOf(i), "expected `[[index]]` tables");
      }
      indexes.add(index(entry, entries.inputPositionOf(i)));
    }
    return indexes;
  }

  private HubIndex index(TomlTable table, TomlPosition place) {
    requireKnown(table, INDEX_KEYS);
    String alias = value(table, "alias", "a string", String.class);
    if (alias == null) {
      throw refusal(place, "missing field `alias`");
    }
    return new HubIndex(
        alias,
        value(table, "git", "a string", String.class),
        value(table, "path", "a string", String.class),
        namespaces(table));
  }

  private List<String> namespaces(TomlTable table) {
    List<String> namespaces = new ArrayList<>();
    TomlArray array = value(table, "namespaces", "an array of strings", TomlArray.class);
    for (int i = 0; array != null && i < array.size(); i++) {
      if (!(array.get(i) instanceof String namespace)) {
        throw refusal(array.inputPositionOf(i), "`namespaces` must be an array of strings");
      }
      namespaces.add(namespace);
    }
    return namespaces;
  }

  private <T> @Nullable T value(TomlTable table, String key, String expected, Class<T> type) {
    Object value = table.get(List.of(key));
    if (value != null && !type.isInstance(value)) {
      throw refusal(table.inputPositionOf(List.of(key)), "`" + key + "` must be " + expected);
    }
    return type.cast(value);
  }

  private void requireKnown(TomlTable table, List<String> known) {
    for (String key : table.keySet()) {
      if (!known.contains(key)) {
        String meant =
            SimilarName.of(key, known).map(name -> " (did you mean `" + name + "`?)").orElse("");
        throw refusal(
            table.inputPositionOf(List.of(key)),
            "unknown field `" + key + "`, expected " + YamlFields.oneOf(known) + meant);
      }
    }
  }

  private HubException refusal(@Nullable TomlPosition place, String message) {
    String at = place == null ? "" : ":" + place.line() + ":" + place.column();
    return new HubException(file + at + ": " + message);
  }
}
