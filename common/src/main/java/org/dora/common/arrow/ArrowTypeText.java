package org.dora.common.arrow;

import java.util.List;
import java.util.StringJoiner;
import org.apache.arrow.vector.complex.BaseRepeatedValueVector;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names Arrow types in the words of the released node API's messages and recordings: {@code
 * Float64}, {@code List(Field { data_type: Int64, nullable: true })}.
 */
public final class ArrowTypeText {
  private ArrowTypeText() {}

  /** Returns the text for a field's type, children included. */
  public static String of(Field field) {
    if (field.getDictionary() != null) {
      return "Dictionary("
          + simple(field.getDictionary().getIndexType())
          + ", "
          + type(field)
          + ")";
    }
    return type(field);
  }

  private static String type(Field field) {
    List<Field> children = field.getChildren();
    return switch (field.getType()) {
      case ArrowType.List _ -> "List(" + child(children.getFirst(), "item") + ")";
      case ArrowType.LargeList _ -> "LargeList(" + child(children.getFirst(), "item") + ")";
      case ArrowType.ListView _ -> "ListView(" + child(children.getFirst(), "item") + ")";
      case ArrowType.LargeListView _ -> "LargeListView(" + child(children.getFirst(), "item") + ")";
      case ArrowType.FixedSizeList list ->
          "FixedSizeList(" + child(children.getFirst(), "item") + ", " + list.getListSize() + ")";
      case ArrowType.Map map ->
          "Map(" + child(children.getFirst(), null) + ", " + map.getKeysSorted() + ")";
      case ArrowType.Struct _ -> {
        StringJoiner fields = new StringJoiner(", ", "Struct([", "])");
        children.forEach(child -> fields.add(child(child, null)));
        yield fields.toString();
      }
      case ArrowType.Timestamp timestamp ->
          "Timestamp("
              + unit(timestamp.getUnit())
              + ", "
              + (timestamp.getTimezone() == null
                  ? "None"
                  : "Some(\"" + timestamp.getTimezone() + "\")")
              + ")";
      case ArrowType.Time time ->
          (time.getBitWidth() == 32 ? "Time32(" : "Time64(") + unit(time.getUnit()) + ")";
      case ArrowType.Duration duration -> "Duration(" + unit(duration.getUnit()) + ")";
      case ArrowType.Interval interval -> "Interval(" + interval(interval.getUnit()) + ")";
      case ArrowType.Decimal decimal ->
          "Decimal%d(%d, %d)"
              .formatted(decimal.getBitWidth(), decimal.getPrecision(), decimal.getScale());
      case ArrowType.FixedSizeBinary binary -> "FixedSizeBinary(" + binary.getByteWidth() + ")";
      case ArrowType.Union union ->
          "Union(" + (union.getMode() == UnionMode.Sparse ? "Sparse" : "Dense") + ")";
      default -> simple(field.getType());
    };
  }

  private static String child(Field field, @Nullable String defaultName) {
    StringJoiner parts = new StringJoiner(", ", "Field { ", " }");
    if (!childName(field).equals(defaultName)) {
      parts.add("name: \"" + field.getName() + "\"");
    }
    parts.add("data_type: " + of(field));
    if (field.isNullable()) {
      parts.add("nullable: true");
    }
    return parts.toString();
  }

  /** Returns a field's name; Arrow Java's own for items is that of the rest of the world. */
  static String childName(Field field) {
    return BaseRepeatedValueVector.DATA_VECTOR_NAME.equals(field.getName())
        ? "item"
        : field.getName();
  }

  /** Returns the name of a type without parameters, as Rust's and as recordings have it. */
  static String simple(ArrowType type) {
    return switch (type) {
      case ArrowType.Int integer ->
          (integer.getIsSigned() ? "Int" : "UInt") + integer.getBitWidth();
      case ArrowType.FloatingPoint real ->
          switch (real.getPrecision()) {
            case HALF -> "Float16";
            case SINGLE -> "Float32";
            case DOUBLE -> "Float64";
          };
      case ArrowType.Bool _ -> "Boolean";
      case ArrowType.Date date ->
          switch (date.getUnit()) {
            case DAY -> "Date32";
            case MILLISECOND -> "Date64";
          };
      default -> type.getTypeID().name(); // Utf8, LargeUtf8, Utf8View, Binary, Null …
    };
  }

  static String unit(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> "Second";
      case MILLISECOND -> "Millisecond";
      case MICROSECOND -> "Microsecond";
      case NANOSECOND -> "Nanosecond";
    };
  }

  static String interval(IntervalUnit unit) {
    return switch (unit) {
      case YEAR_MONTH -> "YearMonth";
      case DAY_TIME -> "DayTime";
      case MONTH_DAY_NANO -> "MonthDayNano";
    };
  }
}
