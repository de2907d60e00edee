package org.dora.common.daemonlink;

import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;

/** Writes and reads outcomes: the only enum on the wire with a variant that holds nothing. */
public final class OutcomeJson {
  private OutcomeJson() {}

  /** Appends {@code value} to {@code out}. */
  public static <E> void write(
      JsonWriter out, Outcome<E> value, JsonWriter.Encoder<? super E> encoder) {
    out.beginMap();
    E error = value.error();
    if (error == null) {
      out.key("Ok").nothing();
    } else {
      encoder.write(out.key("Err"), error);
    }
    out.endMap();
  }

  /** Takes a value from {@code in}. */
  public static <E> Outcome<E> read(JsonReader in, JsonReader.Decoder<? extends E> decoder) {
    String variant = in.beginVariant();
    in.beginContent();
    Outcome<E> outcome =
        switch (variant) {
          case "Ok" -> {
            in.readNothing();
            yield Outcome.ok();
          }
          case "Err" -> Outcome.failed(decoder.read(in));
          default -> throw in.unknownVariant(variant, "Ok", "Err");
        };
    in.endContent();
    return outcome;
  }
}
