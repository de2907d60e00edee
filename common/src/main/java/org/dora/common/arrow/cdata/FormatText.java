package org.dora.common.arrow.cdata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/** Writes and reads the names of types in the Arrow C data interface: its format strings. */
final class FormatText {
  private static final String TIME_UNITS = "smun";

  private FormatText() {}

  /**
   * @throws CDataException if there is no way to hand such arrays on
   */
  static String of(ArrowType type) {
    return switch (type) {
      case ArrowType.Null _ -> "n";
      case ArrowType.Bool _ -> "b";
      case ArrowType.Int integer -> integer(integer);
      case ArrowType.FloatingPoint real ->
          switch (real.getPrecision()) {
            case HALF -> "e";
            case SINGLE -> "f";
            case DOUBLE -> "g";
          };
      case ArrowType.Decimal decimal ->
          "d:"
              + decimal.getPrecision()
              + ","
              + decimal.getScale()
              + (decimal.getBitWidth() == 128 ? "" : "," + decimal.getBitWidth());
      case ArrowType.Utf8 _ -> "u";
      case ArrowType.LargeUtf8 _ -> "U";
      case ArrowType.Utf8View _ -> "vu";
      case ArrowType.Binary _ -> "z";
      case ArrowType.LargeBinary _ -> "Z";
      case ArrowType.BinaryView _ -> "vz";
      case ArrowType.FixedSizeBinary binary -> "w:" + binary.getByteWidth();
      case ArrowType.Date date -> date.getUnit() == DateUnit.DAY ? "tdD" : "tdm";
      case ArrowType.Time time -> "tt" + letter(time.getUnit());
      case ArrowType.Timestamp time ->
          "ts" + letter(time.getUnit()) + ":" + Objects.requireNonNullElse(time.getTimezone(), "");
      case ArrowType.Duration duration -> "tD" + letter(duration.getUnit());
      case ArrowType.Interval interval ->
          switch (interval.getUnit()) {
            case YEAR_MONTH -> "tiM";
            case DAY_TIME -> "tiD";
            case MONTH_DAY_NANO -> "tin";
          };
      case ArrowType.List _ -> "+l";
      case ArrowType.LargeList _ -> "+L";
      case ArrowType.FixedSizeList list -> "+w:" + list.getListSize();
      case ArrowType.Struct _ -> "+s";
      case ArrowType.Map _ -> "+m";
      case ArrowType.Union union ->
          (union.getMode() == UnionMode.Dense ? "+ud:" : "+us:")
              + Arrays.stream(union.getTypeIds())
                  .mapToObj(Integer::toString)
                  .collect(Collectors.joining(","));
      default -> throw new CDataException("arrays of " + type + " cannot be handed to native code");
    };
  }

  private static String integer(ArrowType.Int type) {
    String letter =
        switch (type.getBitWidth()) {
          case 8 -> "c";
          case 16 -> "s";
          case 32 -> "i";
          default -> "l";
        };
    return type.getIsSigned() ? letter : letter.toUpperCase(Locale.ROOT);
  }

  /**
   * @param flags of the schema, which tell whether the keys of a map are sorted
   * @throws CDataException if Arrow Java has no such type
   */
  static ArrowType read(String format, long flags) {
    ArrowType simple = simple(format);
    if (simple != null) {
      return simple;
    }
    int colon = format.indexOf(':');
    String head = colon < 0 ? format : format.substring(0, colon);
    String rest = colon < 0 ? "" : format.substring(colon + 1);
    try {
      if (head.equals("+m")) {
        return new ArrowType.Map((flags & CStruct.FLAG_KEYS_SORTED) != 0);
      }
      if (head.length() == 3 && head.startsWith("t") && TIME_UNITS.indexOf(head.charAt(2)) >= 0) {
        return time(head, rest, format);
      }
      return switch (head) {
        case "w" -> new ArrowType.FixedSizeBinary(Integer.parseInt(rest));
        case "+w" -> new ArrowType.FixedSizeList(Integer.parseInt(rest));
        case "+ud" -> new ArrowType.Union(UnionMode.Dense, ids(rest));
        case "+us" -> new ArrowType.Union(UnionMode.Sparse, ids(rest));
        case "d" -> decimal(ids(rest), format);
        default -> throw unknown(format);
      };
    } catch (NumberFormatException e) {
      throw unknown(format);
    }
  }

  private static ArrowType time(String head, String zone, String format) {
    TimeUnit unit = TimeUnit.values()[TIME_UNITS.indexOf(head.charAt(2))];
    return switch (head.substring(0, 2)) {
      case "tt" ->
          new ArrowType.Time(
              unit, unit.compareTo(TimeUnit.MICROSECOND) < 0 ? Integer.SIZE : Long.SIZE);
      case "ts" -> new ArrowType.Timestamp(unit, zone.isEmpty() ? null : zone);
      case "tD" -> new ArrowType.Duration(unit);
      default -> throw unknown(format);
    };
  }

  private static @Nullable ArrowType simple(String format) {
    return switch (format) {
      case "n" -> ArrowType.Null.INSTANCE;
      case "b" -> ArrowType.Bool.INSTANCE;
      case "c" -> new ArrowType.Int(8, true);
      case "C" -> new ArrowType.Int(8, false);
      case "s" -> new ArrowType.Int(16, true);
      case "S" -> new ArrowType.Int(16, false);
      case "i" -> new ArrowType.Int(32, true);
      case "I" -> new ArrowType.Int(32, false);
      case "l" -> new ArrowType.Int(64, true);
      case "L" -> new ArrowType.Int(64, false);
      case "e" -> new ArrowType.FloatingPoint(FloatingPointPrecision.HALF);
      case "f" -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case "g" -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case "u" -> ArrowType.Utf8.INSTANCE;
      case "U" -> ArrowType.LargeUtf8.INSTANCE;
      case "vu" -> ArrowType.Utf8View.INSTANCE;
      case "z" -> ArrowType.Binary.INSTANCE;
      case "Z" -> ArrowType.LargeBinary.INSTANCE;
      case "vz" -> ArrowType.BinaryView.INSTANCE;
      case "tdD" -> new ArrowType.Date(DateUnit.DAY);
      case "tdm" -> new ArrowType.Date(DateUnit.MILLISECOND);
      case "tiM" -> new ArrowType.Interval(IntervalUnit.YEAR_MONTH);
      case "tiD" -> new ArrowType.Interval(IntervalUnit.DAY_TIME);
      case "tin" -> new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO);
      case "+l" -> ArrowType.List.INSTANCE;
      case "+L" -> ArrowType.LargeList.INSTANCE;
      case "+s" -> ArrowType.Struct.INSTANCE;
      default -> null;
    };
  }

  private static ArrowType decimal(int[] parts, String format) {
    if (parts.length < 2 || parts.length > 3) {
      throw unknown(format);
    }
    return new ArrowType.Decimal(parts[0], parts[1], parts.length == 3 ? parts[2] : 128);
  }

  private static int[] ids(String list) {
    return list.isEmpty()
        ? new int[0]
        : Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  private static CDataException unknown(String format) {
    return new CDataException(
        "no vector of Arrow Java holds arrays of the format `" + format + "`");
  }

  private static char letter(TimeUnit unit) {
    return TIME_UNITS.charAt(unit.ordinal());
  }
}
