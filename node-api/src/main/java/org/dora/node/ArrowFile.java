package org.dora.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.InvalidArrowFileException;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.dora.common.arrow.IpcException;
import org.dora.common.memory.Payload;

/** Takes messages from Arrow IPC files, in which dora's tests may keep theirs. */
final class ArrowFile {
  /** Makes a message of a batch. */
  private interface Choice {
    Payload of(VectorSchemaRoot batch, BufferAllocator allocator);
  }

  private ArrowFile() {}

  /** Returns one column of a batch. */
  static Payload column(Path file, int batch, String name) {
    return read(
        file,
        batch,
        (root, _) -> {
          FieldVector column = root.getVector(name);
          if (column == null) {
            throw new IpcException(file + " has no column `" + name + "`");
          }
          return ArrowData.ENCODER.encode(column);
        });
  }

  /** Returns the only column of the first batch. */
  static Payload onlyColumn(Path file) {
    return read(
        file,
        0,
        (root, _) -> {
          int columns = root.getFieldVectors().size();
          if (columns != 1) {
            throw new IpcException(file + " has " + columns + " columns, expected one");
          }
          return ArrowData.ENCODER.encode(root.getVector(0));
        });
  }

  /** Returns a batch as structures, one for each row. */
  static Payload rows(Path file, int batch) {
    return read(
        file,
        batch,
        (root, allocator) -> {
          Field row =
              new Field(
                  "row",
                  FieldType.nullable(ArrowType.Struct.INSTANCE),
                  root.getSchema().getFields());
          try (StructVector rows = (StructVector) row.createVector(allocator)) {
            for (int i = 0; i < root.getFieldVectors().size(); i++) {
              root.getVector(i).makeTransferPair(rows.getChildrenFromFields().get(i)).transfer();
            }
            for (int i = 0; i < root.getRowCount(); i++) {
              rows.setIndexDefined(i);
            }
            rows.setValueCount(root.getRowCount());
            return ArrowData.ENCODER.encode(rows);
          }
        });
  }

  private static Payload read(Path file, int batch, Choice choice) {
    try (FileChannel channel = FileChannel.open(file);
        BufferAllocator allocator = new RootAllocator();
        ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
      int batches = reader.getRecordBlocks().size();
      if (batch < 0 || batch >= batches) {
        throw new IpcException(file + " has no batch " + batch + ", only " + batches);
      }
      reader.loadRecordBatch(reader.getRecordBlocks().get(batch));
      return choice.of(reader.getVectorSchemaRoot(), allocator);
    } catch (IOException | InvalidArrowFileException e) {
      throw new IpcException(file + " cannot be read as an Arrow IPC file: " + e, e);
    }
  }
}
