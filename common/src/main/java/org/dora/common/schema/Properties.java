package org.dora.common.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Gathers the keys of an object and holds them against those that its reader knows, so that schema
 * and reader cannot part.
 */
final class Properties {
  private final Map<String, Schema> schemas = new LinkedHashMap<>();

  Properties add(String key, Schema schema) {
    if (schemas.put(key, schema) != null) {
      throw new IllegalStateException("`" + key + "` is described twice");
    }
    return this;
  }

  /**
   * Returns an object that has no other keys.
   *
   * @param known the keys of its reader
   * @throws IllegalStateException if these are not the keys that were added
   */
  Schema object(List<String> known) {
    if (!schemas.keySet().equals(Set.copyOf(known))) {
      throw new IllegalStateException(
          "the reader knows " + known + ", described are " + schemas.keySet());
    }
    Map<String, Schema> ordered = new LinkedHashMap<>();
    for (String key : known) {
      ordered.put(key, Objects.requireNonNull(schemas.get(key)));
    }
    return Schema.of("object").with("properties", ordered).with("additionalProperties", false);
  }
}
