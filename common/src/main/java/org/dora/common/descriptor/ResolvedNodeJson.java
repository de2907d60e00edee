package org.dora.common.descriptor;

import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;

/** Writes and reads nodes as they are started within messages (control-protocol.md section 7). */
public final class ResolvedNodeJson {
  private ResolvedNodeJson() {}

  /** Appends {@code value} to {@code out}. */
  public static void write(JsonWriter out, ResolvedNode value) {
    new ResolvedNodeWriter(FieldWriter.message(out)).write(value);
  }

  /**
   * Takes a value from {@code in}.
   *
   * @throws org.dora.common.json.JsonException if it is none
   */
  public static ResolvedNode read(JsonReader in) {
    return MessageValue.read(in, ResolvedNodeReader::read);
  }
}
