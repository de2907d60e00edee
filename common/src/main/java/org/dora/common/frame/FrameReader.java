package org.dora.common.frame;

import java.util.UUID;
import org.dora.common.json.JsonReader;
import org.dora.common.json.RawJson;
import org.jspecify.annotations.Nullable;

/** Reads what all kinds of frames may hold, and then decides which kind it was. */
final class FrameReader {
  private @Nullable UUID id;
  private @Nullable String method;
  private @Nullable RawJson params;
  private @Nullable RawJson result;
  private @Nullable String error;
  private @Nullable String event;
  private @Nullable RawJson payload;
  private long seen;

  private FrameReader() {}

  static Frame read(JsonReader in) {
    FrameReader frame = new FrameReader();
    in.beginObject();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      frame.field(in, key);
    }
    return frame.frame(in);
  }

  private void field(JsonReader in, String key) {
    switch (key) {
      case "id" -> {
        once(in, 0, key);
        id = in.readUuid();
      }
      case "method" -> {
        once(in, 1, key);
        method = in.readString();
      }
      case "params" -> {
        once(in, 2, key);
        params = in.readRaw();
      }
      case "result" -> {
        once(in, 3, key);
        result = in.readRaw();
      }
      case "error" -> {
        once(in, 4, key);
        error = in.readNull() ? null : in.readString();
      }
      case "event" -> {
        once(in, 5, key);
        event = in.readString();
      }
      case "payload" -> {
        once(in, 6, key);
        payload = in.readRaw();
      }
      default -> in.skipValue();
    }
  }

  private void once(JsonReader in, int index, String key) {
    seen = in.once(seen, index, key);
  }

  private Frame frame(JsonReader in) {
    if (event != null && id == null) {
      return new Frame.Event(event, present(in, payload, "payload"));
    }
    UUID present = present(in, id, "id");
    if (method != null) {
      return new Frame.Request(present, method, present(in, params, "params"));
    }
    if (error != null) {
      return new Frame.Failure(present, error);
    }
    if (params != null) {
      throw in.failure("missing field `method`");
    }
    return new Frame.Reply(present, result == null ? RawJson.NULL : result);
  }

  private static <T> T present(JsonReader in, @Nullable T value, String key) {
    if (value == null) {
      throw in.failure("missing field `" + key + "`");
    }
    return value;
  }
}
