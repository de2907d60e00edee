package org.dora.zenoh.wire;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A JSON object under construction. */
final class DescribedNode extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1L;

  DescribedNode(String message) {
    put("msg", message);
  }

  DescribedNode() {}

  DescribedNode with(String key, @Nullable Object value) {
    if (value != null) {
      put(key, value);
    }
    return this;
  }

  static DescribedNode extension(
      String name, int id, String encoding, boolean mandatory, @Nullable Object value) {
    return new DescribedNode()
        .with("id", id)
        .with("mandatory", mandatory)
        .with("enc", encoding)
        .with(value instanceof String ? "value_hex" : "value", value)
        .with("name", name);
  }
}
