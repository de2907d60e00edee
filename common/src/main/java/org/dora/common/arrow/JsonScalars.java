package org.dora.common.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VariableWidthFieldVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * Puts single values of JSON into vectors: numbers also as text, as {@code "NaN"} has to be; times
 * as ISO 8601 or as the number that Arrow has for them; bytes as hexadecimal text.
 */
final class JsonScalars {
  private static final long NANOS = 1_000_000_000;
  private static final DateTimeFormatter TIMES =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT);

  private JsonScalars() {}

  /**
   * @throws IpcException if the vector's type does not go with the value
   */
  static void set(FieldVector vector, int index, Object value) {
    try {
      switch (vector) {
        case BitVector bits when value instanceof Boolean truth ->
            bits.setSafe(index, truth ? 1 : 0);
        case BaseIntVector integers ->
            integers.setWithPossibleTruncate(index, integer(vector, value));
        case Float2Vector halves ->
            halves.setSafe(index, Float.floatToFloat16((float) real(vector, value)));
        case FloatingPointVector reals ->
            reals.setSafeWithPossibleTruncate(index, real(vector, value));
        case DecimalVector decimals ->
            decimals.setSafe(index, decimal(vector, value, decimals.getScale()));
        case Decimal256Vector decimals ->
            decimals.setSafe(index, decimal(vector, value, decimals.getScale()));
        case VariableWidthFieldVector texts -> texts.setSafe(index, bytes(vector, value));
        case FixedSizeBinaryVector bytes -> setBytes(bytes, index, value);
        default -> setTime(vector, index, value);
      }
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      IpcException unfit = JsonArrays.unfit(vector, value);
      unfit.initCause(e);
      throw unfit;
    }
  }

  private static void setBytes(FixedSizeBinaryVector vector, int index, Object value) {
    byte[] bytes = HexFormat.of().parseHex(text(vector, value));
    if (bytes.length != vector.getByteWidth()) {
      throw JsonArrays.unfit(vector, value);
    }
    vector.setSafe(index, bytes);
  }

  private static void setTime(FieldVector vector, int index, Object value) {
    switch (vector) {
      case DateDayVector days -> days.setSafe(index, Math.toIntExact(day(vector, value)));
      case DateMilliVector dates ->
          dates.setSafe(index, instant(vector, value, TimeUnit.MILLISECOND, null));
      case TimeSecVector times ->
          times.setSafe(index, Math.toIntExact(timeOfDay(vector, value, TimeUnit.SECOND)));
      case TimeMilliVector times ->
          times.setSafe(index, Math.toIntExact(timeOfDay(vector, value, TimeUnit.MILLISECOND)));
      case TimeMicroVector times ->
          times.setSafe(index, timeOfDay(vector, value, TimeUnit.MICROSECOND));
      case TimeNanoVector times ->
          times.setSafe(index, timeOfDay(vector, value, TimeUnit.NANOSECOND));
      case TimeStampVector stamps -> {
        ArrowType.Timestamp type = (ArrowType.Timestamp) stamps.getField().getType();
        stamps.setSafe(index, instant(vector, value, type.getUnit(), type.getTimezone()));
      }
      case DurationVector durations ->
          durations.setSafe(index, duration(vector, value, durations.getUnit()));
      default -> throw JsonArrays.unfit(vector, value);
    }
  }

  private static long integer(FieldVector vector, Object value) {
    BigInteger number = number(vector, value).toBigIntegerExact();
    ArrowType.Int type = (ArrowType.Int) vector.getField().getType();
    int bits =
        number.signum() < 0 || type.getIsSigned() ? type.getBitWidth() - 1 : type.getBitWidth();
    if (number.bitLength() > bits || number.signum() < 0 && !type.getIsSigned()) {
      throw JsonArrays.unfit(vector, value);
    }
    return number.longValue();
  }

  private static double real(FieldVector vector, Object value) {
    return value instanceof Number number
        ? number.doubleValue()
        : Double.parseDouble(text(vector, value));
  }

  private static BigDecimal decimal(FieldVector vector, Object value, int scale) {
    return number(vector, value).setScale(scale, RoundingMode.UNNECESSARY);
  }

  private static BigDecimal number(FieldVector vector, Object value) {
    return new BigDecimal(value instanceof Number ? value.toString() : text(vector, value));
  }

  private static byte[] bytes(FieldVector vector, Object value) {
    String text = text(vector, value);
    return switch (vector.getField().getType()) {
      case ArrowType.Utf8 _, ArrowType.LargeUtf8 _, ArrowType.Utf8View _ ->
          text.getBytes(StandardCharsets.UTF_8);
      default -> HexFormat.of().parseHex(text);
    };
  }

  private static String text(FieldVector vector, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw JsonArrays.unfit(vector, value);
  }

  private static long day(FieldVector vector, Object value) {
    return value instanceof Number
        ? number(vector, value).longValueExact()
        : LocalDate.parse(text(vector, value)).toEpochDay();
  }

  private static long timeOfDay(FieldVector vector, Object value, TimeUnit unit) {
    return value instanceof Number
        ? number(vector, value).longValueExact()
        : LocalTime.parse(text(vector, value)).toNanoOfDay() / nanosOf(unit);
  }

  private static long duration(FieldVector vector, Object value, TimeUnit unit) {
    if (value instanceof Number) {
      return number(vector, value).longValueExact();
    }
    Duration duration = Duration.parse(text(vector, value));
    return parts(duration.getSeconds(), duration.getNano(), unit);
  }

  private static long instant(
      FieldVector vector, Object value, TimeUnit unit, @Nullable String zone) {
    if (value instanceof Number) {
      return number(vector, value).longValueExact();
    }
    TemporalAccessor time =
        TIMES.parseBest(
            text(vector, value).replace(' ', 'T'),
            OffsetDateTime::from,
            LocalDateTime::from,
            LocalDate::from);
    Instant instant =
        switch (time) {
          case OffsetDateTime offset -> offset.toInstant();
          case LocalDateTime local -> local.atZone(zoneOf(zone)).toInstant();
          default -> LocalDate.from(time).atStartOfDay(zoneOf(zone)).toInstant();
        };
    return parts(instant.getEpochSecond(), instant.getNano(), unit);
  }

  private static ZoneId zoneOf(@Nullable String zone) {
    return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
  }

  private static long parts(long seconds, int nanos, TimeUnit unit) {
    long perSecond = NANOS / nanosOf(unit);
    return Math.addExact(Math.multiplyExact(seconds, perSecond), nanos / nanosOf(unit));
  }

  private static long nanosOf(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> NANOS;
      case MILLISECOND -> 1_000_000;
      case MICROSECOND -> 1_000;
      case NANOSECOND -> 1;
    };
  }
}
