package org.dora.common.arrow;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VariableWidthFieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes arrays as JSON the way recordings of events have them (node-protocol.md, section 16.3):
 * numbers as such but {@code "NaN"} and {@code "Infinity"}, bytes as hexadecimal text, times in ISO
 * 8601, structures without their null fields.
 */
public final class ArrayJson {
  private static final HexFormat HEX = HexFormat.of();
  private static final long NANOS = 1_000_000_000;

  private ArrayJson() {}

  /**
   * Writes an array of values.
   *
   * @throws IpcException if there is no JSON for its type: unions, intervals, maps whose keys are
   *     no texts
   */
  public static void writeValues(FieldVector vector, JsonGenerator json) {
    json.writeStartArray();
    for (int i = 0; i < vector.getValueCount(); i++) {
      write(vector, i, json);
    }
    json.writeEndArray();
  }

  /**
   * Writes the type of a received array, that of the values and indices if it is
   * dictionary-encoded.
   *
   * @throws IpcException as for the values
   */
  public static void writeType(IpcView view, JsonGenerator json) {
    ArrowTypeJson.write(Field.convertField(view.array().field()), json);
  }

  private static void write(FieldVector vector, int index, JsonGenerator json) {
    if (vector.isNull(index)) {
      json.writeNull();
      return;
    }
    switch (vector) {
      case BitVector bits -> json.writeBoolean(bits.get(index) != 0);
      case UInt1Vector bytes -> json.writeNumber(bytes.get(index) & 0xff);
      case UInt2Vector chars -> json.writeNumber((int) chars.get(index));
      case UInt4Vector ints -> json.writeNumber(Integer.toUnsignedLong(ints.get(index)));
      case UInt8Vector longs -> json.writeNumber(longs.getObjectNoOverflow(index));
      case BaseIntVector integers -> json.writeNumber(integers.getValueAsLong(index));
      case FloatingPointVector reals -> writeReal(reals.getValueAsDouble(index), json);
      case DecimalVector decimals -> writeDecimal(decimals.getObject(index), json);
      case Decimal256Vector decimals -> writeDecimal(decimals.getObject(index), json);
      case VariableWidthFieldVector texts -> writeBytes(texts, index, json);
      case FixedSizeBinaryVector bytes -> json.writeString(HEX.formatHex(bytes.get(index)));
      case StructVector struct -> writeStruct(struct, index, json);
      case MapVector map -> writeMap(map, index, json);
      case ListVector list ->
          writeItems(
              list.getDataVector(),
              list.getElementStartIndex(index),
              list.getElementEndIndex(index),
              json);
      case LargeListVector list ->
          writeItems(
              list.getDataVector(),
              list.getElementStartIndex(index),
              list.getElementEndIndex(index),
              json);
      case ListViewVector list ->
          writeItems(
              list.getDataVector(),
              list.getElementStartIndex(index),
              list.getElementEndIndex(index),
              json);
      case FixedSizeListVector list ->
          writeItems(
              list.getDataVector(),
              list.getElementStartIndex(index),
              list.getElementEndIndex(index),
              json);
      default -> json.writeString(timeOf(vector, index));
    }
  }

  private static void writeReal(double value, JsonGenerator json) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      json.writeString(Double.toString(value)); // Java's names are the wanted ones
    } else {
      json.writeNumber(value);
    }
  }

  private static void writeDecimal(BigDecimal value, JsonGenerator json) {
    json.writeRawValue(value.toPlainString());
  }

  private static void writeBytes(VariableWidthFieldVector vector, int index, JsonGenerator json) {
    byte[] bytes = vector.get(index);
    switch (vector.getField().getType()) {
      case ArrowType.Utf8 _, ArrowType.LargeUtf8 _, ArrowType.Utf8View _ ->
          json.writeString(new String(bytes, StandardCharsets.UTF_8));
      default -> json.writeString(HEX.formatHex(bytes));
    }
  }

  private static void writeItems(FieldVector items, long start, long end, JsonGenerator json) {
    json.writeStartArray();
    for (long i = start; i < end; i++) {
      write(items, Math.toIntExact(i), json);
    }
    json.writeEndArray();
  }

  private static void writeStruct(StructVector struct, int index, JsonGenerator json) {
    json.writeStartObject();
    for (FieldVector child : struct.getChildrenFromFields()) {
      if (!child.isNull(index)) {
        json.writeName(child.getName());
        write(child, index, json);
      }
    }
    json.writeEndObject();
  }

  private static void writeMap(MapVector map, int index, JsonGenerator json) {
    StructVector entries = (StructVector) map.getDataVector();
    FieldVector keys = entries.getChildrenFromFields().getFirst();
    FieldVector values = entries.getChildrenFromFields().getLast();
    if (!(keys instanceof VariableWidthFieldVector texts)) {
      throw new IpcException("only maps from texts can be written as JSON");
    }
    json.writeStartObject();
    for (int i = map.getElementStartIndex(index); i < map.getElementEndIndex(index); i++) {
      if (!values.isNull(i)) {
        json.writeName(new String(texts.get(i), StandardCharsets.UTF_8));
        write(values, i, json);
      }
    }
    json.writeEndObject();
  }

  private static String timeOf(FieldVector vector, int index) {
    try {
      return time(vector, index);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IpcException("a time cannot be written as JSON: " + e.getMessage(), e);
    }
  }

  private static String time(FieldVector vector, int index) {
    return switch (vector) {
      case DateDayVector days -> LocalDate.ofEpochDay(days.get(index)).toString();
      case DateMilliVector dates -> dateTime(instant(dates.get(index), TimeUnit.MILLISECOND), null);
      case TimeSecVector times -> time(times.get(index) * NANOS);
      case TimeMilliVector times -> time(times.get(index) * (NANOS / 1_000));
      case TimeMicroVector times -> time(times.get(index) * (NANOS / 1_000_000));
      case TimeNanoVector times -> time(times.get(index));
      case TimeStampVector stamps -> {
        ArrowType.Timestamp type = (ArrowType.Timestamp) stamps.getField().getType();
        yield dateTime(instant(stamps.get(index), type.getUnit()), type.getTimezone());
      }
      case DurationVector durations -> duration(durations.getObject(index));
      default ->
          throw new IpcException(
              "values of type "
                  + ArrowTypeText.of(vector.getField())
                  + " cannot be written as JSON");
    };
  }

  private static Instant instant(long value, TimeUnit unit) {
    long parts =
        switch (unit) {
          case SECOND -> 1;
          case MILLISECOND -> 1_000;
          case MICROSECOND -> 1_000_000;
          case NANOSECOND -> NANOS;
        };
    return Instant.ofEpochSecond(
        Math.floorDiv(value, parts), Math.floorMod(value, parts) * (NANOS / parts));
  }

  private static String dateTime(Instant time, @Nullable String zone) {
    ZoneOffset offset = zone == null ? ZoneOffset.UTC : ZoneId.of(zone).getRules().getOffset(time);
    LocalDateTime local = LocalDateTime.ofInstant(time, offset);
    String text = local.toLocalDate() + "T" + time(local.toLocalTime().toNanoOfDay());
    return zone == null ? text : text + offset.getId();
  }

  /** Hours, minutes and seconds, and as many groups of three further digits as it takes. */
  private static String time(long nanoOfDay) {
    LocalTime time = LocalTime.ofNanoOfDay(nanoOfDay);
    String seconds = "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
    int nanos = time.getNano();
    if (nanos == 0) {
      return seconds;
    }
    String digits = "%09d".formatted(nanos);
    int kept = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
    return seconds + "." + digits.substring(0, kept);
  }

  /** Seconds only: {@code PT90061.001S}, with the sign in front. */
  private static String duration(Duration duration) {
    Duration size = duration.abs();
    String text =
        BigDecimal.valueOf(size.getNano(), 9)
            .add(BigDecimal.valueOf(size.getSeconds()))
            .stripTrailingZeros()
            .toPlainString();
    return (duration.isNegative() ? "-PT" : "PT") + text + "S";
  }
}
