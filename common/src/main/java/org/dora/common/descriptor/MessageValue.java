package org.dora.common.descriptor;

import java.util.function.Function;
import org.dora.common.json.JsonReader;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlValue;

/** Hands the readers of descriptors a part of a message. */
final class MessageValue {
  private MessageValue() {}

  /**
   * @throws org.dora.common.json.JsonException if {@code reading} refuses the value
   */
  static <T> T read(JsonReader in, Function<YamlValue, T> reading) {
    YamlValue value = YamlValue.root(in.readTree()).typed();
    try {
      return reading.apply(value);
    } catch (YamlException e) {
      String path = e.path().isEmpty() ? "" : e.path() + ": ";
      throw in.failure(path + e.reason() + (e.hint() == null ? "" : " (" + e.hint() + ")"));
    }
  }
}
