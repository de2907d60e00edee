package org.dora.common.frame;

import java.util.UUID;
import org.dora.common.json.JsonException;
import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;
import org.dora.common.json.RawJson;

/**
 * The text frames of both links (control-protocol.md section 5). What they carry is read in a
 * second step, so that a request with content that nobody understands can still be answered.
 */
public sealed interface Frame {
  /** The id in the answer to a text from which none could be read. */
  UUID NO_ID = new UUID(0, 0);

  /** A message that may be answered: {@code {"id":…,"method":…,"params":…}}. */
  record Request(UUID id, String method, RawJson params) implements Frame {}

  /** A result; {@code null} if the frame has none: {@code {"id":…,"result":…}}. */
  record Reply(UUID id, RawJson result) implements Frame {}

  /** A failure: {@code {"id":…,"error":…}}. */
  record Failure(UUID id, String error) implements Frame {}

  /** A message that was not asked for: {@code {"event":…,"payload":…}}. */
  record Event(String name, RawJson payload) implements Frame {}

  /**
   * Reads a frame: requests are known by their method, events by their name.
   *
   * @throws JsonException if the text is no frame
   */
  static Frame read(byte[] json) {
    return JsonReader.decode(json, FrameReader::read);
  }

  /** Returns a request. */
  static <T> byte[] request(
      UUID id, String method, T params, JsonWriter.Encoder<? super T> encoder) {
    JsonWriter out = begin("id", id.toString());
    out.key("method").text(method);
    return end(out.key("params"), params, encoder);
  }

  /** Returns a reply. */
  static <T> byte[] reply(UUID id, T result, JsonWriter.Encoder<? super T> encoder) {
    return end(begin("id", id.toString()).key("result"), result, encoder);
  }

  /** Returns a failure. */
  static byte[] failure(UUID id, String error) {
    return end(begin("id", id.toString()).key("error"), error, JsonWriter::text);
  }

  /** Returns an event. */
  static <T> byte[] event(String name, T payload, JsonWriter.Encoder<? super T> encoder) {
    return end(begin("event", name).key("payload"), payload, encoder);
  }

  private static JsonWriter begin(String key, String value) {
    return new JsonWriter().beginMap().key(key).text(value);
  }

  private static <T> byte[] end(JsonWriter out, T content, JsonWriter.Encoder<? super T> encoder) {
    encoder.write(out, content);
    return out.endMap().toByteArray();
  }
}
