package org.dora.common.json;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.message.Bytes;
import org.dora.common.yaml.RealText;
import org.dora.common.yaml.TreeWriter;

/**
 * Writes JSON (RFC 8259) as the released program does, byte for byte: no blanks, the same escapes,
 * the same forms of ids, times and numbers (control-protocol.md section 4). Not checked: that keys
 * and values alternate. Reusable after {@link #clear()}; not thread-safe.
 */
public final class JsonWriter implements TreeWriter {

  /** Writes one value. */
  @FunctionalInterface
  public interface Encoder<T> {
    /** Appends {@code value} to {@code out}. */
    void write(JsonWriter out, T value);
  }

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_CHARACTER = 6;

  private byte[] bytes = new byte[512];
  private int length;
  private boolean separate;

  /** Returns the bytes of one value. */
  public static <T> byte[] encode(T value, Encoder<? super T> encoder) {
    JsonWriter out = new JsonWriter();
    encoder.write(out, value);
    return out.toByteArray();
  }

  /** Forgets everything written. */
  public void clear() {
    length = 0;
    separate = false;
  }

  /** Returns a copy of everything written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Returns everything written. */
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public JsonWriter beginMap() {
    return open('{');
  }

  @Override
  public JsonWriter endMap() {
    return close('}');
  }

  @Override
  public JsonWriter beginList() {
    return open('[');
  }

  @Override
  public JsonWriter endList() {
    return close(']');
  }

  @Override
  public JsonWriter key(String name) {
    text(name);
    append(':');
    separate = false;
    return this;
  }

  @Override
  public JsonWriter text(String value) {
    separator();
    int end = value.length();
    ensure(end + 2);
    bytes[length++] = '"';
    int at = 0;
    // Most texts are nothing but this, for which there is room.
    while (at < end && isPlain(value.charAt(at))) {
      bytes[length++] = (byte) value.charAt(at++);
    }
    if (at < end) {
      appendEscaped(value, at);
    }
    append('"');
    return this;
  }

  private static boolean isPlain(char c) {
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
  }

  private void appendEscaped(String value, int from) {
    for (int i = from; i < value.length(); i++) {
      char c = value.charAt(i);
      ensure(LONGEST_CHARACTER);
      if (isPlain(c)) {
        bytes[length++] = (byte) c;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        supplementary(Character.toCodePoint(c, value.charAt(++i)));
      } else {
        special(c);
      }
    }
  }

  @Override
  public JsonWriter integer(long value) {
    return number(Long.toString(value));
  }

  /** Appends a number read as unsigned. */
  public JsonWriter unsigned(long value) {
    return number(Long.toUnsignedString(value));
  }

  /** Appends a number; what JSON has no form for is null, as in the released program. */
  @Override
  public JsonWriter real(double value) {
    return Double.isFinite(value) ? number(RealText.json(value)) : nothing();
  }

  /** Appends a number with as many digits as its 32 bits need. */
  public JsonWriter real32(float value) {
    return real(Double.parseDouble(Float.toString(value)));
  }

  @Override
  public JsonWriter bool(boolean value) {
    return number(value ? "true" : "false");
  }

  @Override
  public JsonWriter nothing() {
    return number("null");
  }

  @Override
  public boolean spellsInfinity() {
    return false;
  }

  /** Appends the form in lower case with hyphens. */
  public JsonWriter uuid(UUID value) {
    return text(value.toString());
  }

  /** Appends seconds and nanoseconds: {@code {"secs":2,"nanos":0}}. */
  public JsonWriter duration(Duration value) {
    beginMap().key("secs").integer(value.getSeconds());
    return key("nanos").integer(value.getNano()).endMap();
  }

  /** Appends a clock's time and its 16 bytes: {@code {"time":7710768,"id":[1,2,…]}}. */
  public JsonWriter timestamp(HlcTimestamp value) {
    beginMap().key("time").unsigned(value.time()).key("id").beginList();
    HlcId id = value.id();
    for (int i = 0; i < Long.BYTES; i++) {
      integer(id.low() >>> (8 * i) & 0xFF);
    }
    for (int i = 0; i < Long.BYTES; i++) {
      integer(id.high() >>> (8 * i) & 0xFF);
    }
    return endList().endMap();
  }

  /** Appends a list of numbers from 0 to 255. */
  public JsonWriter bytes(Bytes value) {
    beginList();
    for (int i = 0; i < value.size(); i++) {
      ensure(4);
      if (i > 0) {
        bytes[length++] = ',';
      }
      smallNumber(value.get(i) & 0xFF);
    }
    return endList();
  }

  /** Appends a value as it is. */
  public JsonWriter raw(RawJson value) {
    separator();
    value.appendTo(this);
    return this;
  }

  /** Appends a list. */
  public <T> JsonWriter list(Collection<T> values, Encoder<? super T> encoder) {
    beginList();
    for (T value : values) {
      encoder.write(this, value);
    }
    return endList();
  }

  /** Appends a map in the order of its entries; keys are what they print as. */
  public <K, T> JsonWriter map(Map<K, T> entries, Encoder<? super T> encoder) {
    beginMap();
    for (Map.Entry<K, T> entry : entries.entrySet()) {
      key(entry.getKey().toString());
      encoder.write(this, entry.getValue());
    }
    return endMap();
  }

  /** Ends a line of a file that has one value in each. */
  public JsonWriter endLine() {
    append('\n');
    separate = false;
    return this;
  }

  void appendRaw(byte[] source, int from, int to) {
    ensure(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  private JsonWriter number(String ascii) {
    separator();
    ensure(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  private void smallNumber(int value) {
    if (value >= 100) {
      bytes[length++] = (byte) ('0' + value / 100);
    }
    if (value >= 10) {
      bytes[length++] = (byte) ('0' + value / 10 % 10);
    }
    bytes[length++] = (byte) ('0' + value % 10);
  }

  /** A character beyond ASCII, or one that JSON wants escaped. */
  private void special(char c) {
    switch (c) {
      case '"', '\\' -> escaped(c);
      case '\b' -> escaped('b');
      case '\f' -> escaped('f');
      case '\n' -> escaped('n');
      case '\r' -> escaped('r');
      case '\t' -> escaped('t');
      default -> {
        if (c < 0x20) {
          escaped('u');
          bytes[length++] = '0';
          bytes[length++] = '0';
          bytes[length++] = HEX[c >> 4];
          bytes[length++] = HEX[c & 0xF];
        } else if (c < 0x800) {
          bytes[length++] = (byte) (0xC0 | c >> 6);
          bytes[length++] = (byte) (0x80 | c & 0x3F);
        } else {
          threeBytes(Character.isSurrogate(c) ? '\ufffd' : c); // half a character has no UTF-8
        }
      }
    }
  }

  private void escaped(char c) {
    bytes[length++] = '\\';
    bytes[length++] = (byte) c;
  }

  private void threeBytes(char c) {
    bytes[length++] = (byte) (0xE0 | c >> 12);
    bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
    bytes[length++] = (byte) (0x80 | c & 0x3F);
  }

  private void supplementary(int codePoint) {
    bytes[length++] = (byte) (0xF0 | codePoint >> 18);
    bytes[length++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
    bytes[length++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
    bytes[length++] = (byte) (0x80 | codePoint & 0x3F);
  }

  private JsonWriter open(char bracket) {
    separator();
    append(bracket);
    separate = false;
    return this;
  }

  private JsonWriter close(char bracket) {
    append(bracket);
    separate = true;
    return this;
  }

  private void separator() {
    if (separate) {
      append(',');
    }
    separate = true;
  }

  private void append(char c) {
    ensure(1);
    bytes[length++] = (byte) c;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
