package org.dora.common.json;

import java.time.Duration;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.jspecify.annotations.Nullable;

/** Reads spans and points in time as serde and uhlc write them. */
final class TimeReader {
  private static final int CLOCK_ID_BYTES = 16;

  private TimeReader() {}

  /** Reads {@code {"secs":2,"nanos":0}}. */
  static Duration duration(JsonReader in) {
    long seconds = 0;
    long nanos = 0;
    long seen = 0;
    in.beginObject();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "secs" -> {
          seen = in.once(seen, 0, key);
          seconds = in.readUnsigned(Long.SIZE);
        }
        case "nanos" -> {
          seen = in.once(seen, 1, key);
          nanos = in.readUnsigned(Integer.SIZE);
        }
        default -> in.skipValue();
      }
    }
    in.require(seen, 0, "secs");
    in.require(seen, 1, "nanos");
    if (seconds < 0 || seconds > Long.MAX_VALUE - nanos) {
      throw in.failure("a duration of more seconds than 63 bits hold");
    }
    return Duration.ofSeconds(seconds, nanos);
  }

  /** Reads a clock's time and its 16 bytes. */
  static HlcTimestamp timestamp(JsonReader in) {
    long time = 0;
    @Nullable HlcId id = null;
    long seen = 0;
    in.beginObject();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "time" -> {
          seen = in.once(seen, 0, key);
          time = in.readUnsigned(Long.SIZE);
        }
        case "id" -> {
          seen = in.once(seen, 1, key);
          id = clockId(in);
        }
        default -> in.skipValue();
      }
    }
    in.require(seen, 0, "time");
    if (id == null) {
      throw in.failure("missing field `id`");
    }
    return new HlcTimestamp(time, id);
  }

  private static HlcId clockId(JsonReader in) {
    byte[] id = in.readBytes().toArray();
    if (id.length != CLOCK_ID_BYTES) {
      throw in.failure("a clock's id of " + id.length + " bytes, expected " + CLOCK_ID_BYTES);
    }
    long low = 0;
    long high = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      low = low << 8 | id[i] & 0xFF;
      high = high << 8 | id[Long.BYTES + i] & 0xFF;
    }
    return new HlcId(high, low);
  }
}
