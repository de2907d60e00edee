package org.dora.common.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;

/** Writes the table of a type's parameters, members in the order of dora's encoder. */
final class TypeTable {
  private TypeTable() {}

  static int write(FlatBufferBuilder builder, ArrowType type) {
    return switch (type) {
      case ExtensionType extension -> write(builder, extension.storageType());
      case ArrowType.Int number ->
          SchemaBlock.integer(builder, number.getBitWidth(), number.getIsSigned());
      case ArrowType.FloatingPoint number ->
          FloatingPoint.createFloatingPoint(builder, number.getPrecision().getFlatbufID());
      case ArrowType.Decimal decimal -> decimal(builder, decimal);
      case ArrowType.Date date -> Date.createDate(builder, date.getUnit().getFlatbufID());
      case ArrowType.Time time -> time(builder, time);
      case ArrowType.Timestamp timestamp -> timestamp(builder, timestamp);
      case ArrowType.Interval interval ->
          Interval.createInterval(builder, interval.getUnit().getFlatbufID());
      case ArrowType.Duration duration ->
          Duration.createDuration(builder, duration.getUnit().getFlatbufID());
      case ArrowType.FixedSizeBinary binary ->
          FixedSizeBinary.createFixedSizeBinary(builder, binary.getByteWidth());
      case ArrowType.FixedSizeList list ->
          FixedSizeList.createFixedSizeList(builder, list.getListSize());
      // The others have no parameters whose order could differ.
      default -> type.getType(builder);
    };
  }

  private static int decimal(FlatBufferBuilder builder, ArrowType.Decimal decimal) {
    Decimal.startDecimal(builder);
    Decimal.addPrecision(builder, decimal.getPrecision());
    Decimal.addScale(builder, decimal.getScale());
    Decimal.addBitWidth(builder, decimal.getBitWidth());
    return Decimal.endDecimal(builder);
  }

  private static int time(FlatBufferBuilder builder, ArrowType.Time time) {
    Time.startTime(builder);
    Time.addBitWidth(builder, time.getBitWidth());
    Time.addUnit(builder, time.getUnit().getFlatbufID());
    return Time.endTime(builder);
  }

  private static int timestamp(FlatBufferBuilder builder, ArrowType.Timestamp timestamp) {
    String zone = timestamp.getTimezone();
    int zoneAt = zone == null ? 0 : builder.createString(zone);
    Timestamp.startTimestamp(builder);
    Timestamp.addUnit(builder, timestamp.getUnit().getFlatbufID());
    if (zoneAt != 0) {
      Timestamp.addTimezone(builder, zoneAt);
    }
    return Timestamp.endTimestamp(builder);
  }
}
