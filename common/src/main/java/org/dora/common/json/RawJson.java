package org.dora.common.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A JSON value that is not looked into: what it is, somebody else knows. */
public final class RawJson {
  /** The value {@code null}. */
  public static final RawJson NULL = of("null");

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final String path;

  /** A value that is known to be well-formed; {@code path} leads to it. */
  RawJson(byte[] bytes, int from, int to, String path) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.path = path;
  }

  /**
   * Returns the value that a text is.
   *
   * @throws JsonException if it is none
   */
  public static RawJson of(String json) {
    return JsonReader.decode(json.getBytes(StandardCharsets.UTF_8), JsonReader::readRaw);
  }

  /**
   * Reads the value as a message.
   *
   * @throws JsonException if it is no such message
   */
  public <T> T read(JsonReader.Decoder<T> decoder) {
    return JsonReader.decode(bytes, from, to, path, decoder);
  }

  /** Whether this is {@code null}. */
  public boolean isNull() {
    return to - from == 4 && bytes[from] == 'n';
  }

  /** Returns the text as it was received, blanks within it included. */
  public String text() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Returns a copy of the text's UTF-8 bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** Returns the number of the text's UTF-8 bytes. */
  public int size() {
    return to - from;
  }

  void appendTo(JsonWriter out) {
    out.appendRaw(bytes, from, to);
  }

  /** Compares texts: blanks, order of keys and spelling of numbers matter. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RawJson that
        && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
