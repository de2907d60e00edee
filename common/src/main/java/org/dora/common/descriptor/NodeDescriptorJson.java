package org.dora.common.descriptor;

import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;

/** Writes and reads single nodes of descriptors within messages (control-protocol.md section 7). */
public final class NodeDescriptorJson {
  private NodeDescriptorJson() {}

  /** Appends {@code value} to {@code out}. */
  public static void write(JsonWriter out, NodeDescriptor value) {
    new NodeWriter(FieldWriter.message(out)).write(value);
  }

  /**
   * Takes a value from {@code in}.
   *
   * @throws org.dora.common.json.JsonException if it is none
   */
  public static NodeDescriptor read(JsonReader in) {
    return MessageValue.read(in, NodeReader::message);
  }
}
