package org.dora.zenoh;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What kind of content a payload is: a well-known media type by number, and optionally a schema.
 *
 * @param id the number of the media type; unknown ones are carried as they are
 * @param schema what is appended to the media type; at most 255 bytes of UTF-8
 */
public record Encoding(int id, @Nullable String schema) {
  private static final List<String> MEDIA_TYPES =
      List.of(
          "zenoh/bytes",
          "zenoh/string",
          "zenoh/serialized",
          "application/octet-stream",
          "text/plain",
          "application/json",
          "text/json",
          "application/cdr",
          "application/cbor",
          "application/yaml",
          "text/yaml",
          "text/json5",
          "application/python-serialized-object",
          "application/protobuf",
          "application/java-serialized-object",
          "application/openmetrics-text",
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/bmp",
          "image/webp",
          "application/xml",
          "application/x-www-form-urlencoded",
          "text/html",
          "text/xml",
          "text/css",
          "text/javascript",
          "text/markdown",
          "text/csv",
          "application/sql",
          "application/coap-payload",
          "application/json-patch+json",
          "application/json-seq",
          "application/jsonpath",
          "application/jwt",
          "application/mp4",
          "application/soap+xml",
          "application/yang",
          "audio/aac",
          "audio/flac",
          "audio/mp4",
          "audio/ogg",
          "audio/vorbis",
          "video/h261",
          "video/h263",
          "video/h264",
          "video/h265",
          "video/h266",
          "video/mp4",
          "video/ogg",
          "video/raw",
          "video/vp8",
          "video/vp9");

  /** Bytes of which nothing is said; what a sample without encoding has. */
  public static final Encoding ZENOH_BYTES = new Encoding(0, null);

  public static final Encoding ZENOH_STRING = new Encoding(1, null);
  public static final Encoding APPLICATION_OCTET_STREAM = new Encoding(3, null);
  public static final Encoding TEXT_PLAIN = new Encoding(4, null);
  public static final Encoding APPLICATION_JSON = new Encoding(5, null);

  /**
   * Reads the text form, {@code media/type} or {@code media/type;schema}. A media type without
   * number becomes the schema of {@link #ZENOH_BYTES}, as in Zenoh itself.
   */
  public static Encoding parse(String text) {
    int end = text.indexOf(';');
    int id = MEDIA_TYPES.indexOf(end < 0 ? text : text.substring(0, end));
    if (id < 0) {
      return text.isEmpty() ? ZENOH_BYTES : new Encoding(0, text);
    }
    return new Encoding(id, end < 0 ? null : text.substring(end + 1));
  }

  /** Returns this media type with another schema. */
  public Encoding withSchema(String newSchema) {
    return new Encoding(id, Objects.requireNonNull(newSchema));
  }

  /** Returns the text form; a number that has no name reads {@code unknown(n)}. */
  @Override
  public String toString() {
    String type = id < MEDIA_TYPES.size() ? MEDIA_TYPES.get(id) : "unknown(" + id + ")";
    return schema == null ? type : type + ";" + schema;
  }
}
