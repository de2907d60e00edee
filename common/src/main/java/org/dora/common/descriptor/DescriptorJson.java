package org.dora.common.descriptor;

import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;

/** Writes and reads descriptors within messages (control-protocol.md section 7). */
public final class DescriptorJson {
  private DescriptorJson() {}

  /** Appends {@code value} to {@code out}. */
  public static void write(JsonWriter out, Descriptor value) {
    DescriptorWriter.message(out, value);
  }

  /**
   * Takes a value from {@code in}.
   *
   * @throws org.dora.common.json.JsonException if it is none
   */
  public static Descriptor read(JsonReader in) {
    return MessageValue.read(in, DescriptorParser::message);
  }
}
