package org.dora.node.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.dora.common.arrow.cdata.ArrayImport;
import org.dora.common.arrow.cdata.CStruct;
import org.dora.common.arrow.cdata.NativeMemory;
import org.dora.node.Metadata;
import org.dora.node.Outputs;
import org.jspecify.annotations.Nullable;

/**
 * What an operator in a shared library calls to send a message: any of its threads may, and a
 * failure is an error for it, not an exception.
 */
final class LibraryOutputs {
  private static final MemorySegment SUCCESS = Arena.global().allocate(ValueLayout.ADDRESS);

  private final BufferAllocator allocator;
  private final MemorySegment struct;
  private volatile @Nullable Outputs target;

  LibraryOutputs(BufferAllocator allocator) {
    this.allocator = allocator;
    this.struct = Arena.global().allocate(OperatorAbi.SEND_OUTPUT_SIZE, Long.BYTES);
    struct.set(ValueLayout.ADDRESS, 0, struct); // not null, as the context of a closure never is
    set(OperatorAbi.SEND_OUTPUT_CALL, "call", OperatorAbi.CALL);
    set(OperatorAbi.SEND_OUTPUT_RELEASE, "count", OperatorAbi.COUNT);
    set(OperatorAbi.SEND_OUTPUT_RETAIN, "count", OperatorAbi.COUNT);
  }

  private void set(long offset, String method, FunctionDescriptor type) {
    try {
      MethodType signature = type.toMethodType();
      MethodHandle bound =
          MethodHandles.lookup().findVirtual(LibraryOutputs.class, method, signature).bindTo(this);
      struct.set(
          ValueLayout.ADDRESS,
          offset,
          Linker.nativeLinker().upcallStub(bound, type, Arena.global()));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method, e);
    }
  }

  /** Returns what the operator is given with each event. */
  MemorySegment struct() {
    return struct;
  }

  void use(Outputs outputs) {
    target = outputs;
  }

  /** Called by native code, which must not see an exception. */
  private MemorySegment call(MemorySegment context, MemorySegment output) {
    try {
      send(output);
      return SUCCESS;
    } catch (Exception | Error e) {
      return error(String.valueOf(e.getMessage()));
    }
  }

  /** The operator counts its references; this lives as long as the process. */
  private void count(MemorySegment context) {}

  private void send(MemorySegment output) {
    MemorySegment array = OperatorAbi.array(output, OperatorAbi.OUTPUT_DATA);
    MemorySegment schema = OperatorAbi.schema(output, OperatorAbi.OUTPUT_SCHEMA);
    try {
      Outputs outputs = target;
      if (outputs == null) {
        throw new OperatorException("cannot send an output before the node is initialized");
      }
      String trace = OperatorAbi.text(output, OperatorAbi.OUTPUT_METADATA);
      try (FieldVector vector = ArrayImport.read(array, schema, allocator)) {
        outputs.send(
            OperatorAbi.text(output, OperatorAbi.OUTPUT_ID),
            vector,
            Metadata.of(SharedLibrary.TRACE, trace));
      }
    } finally {
      CStruct.releaseArray(array);
      CStruct.releaseSchema(schema);
      OperatorAbi.freeText(output, OperatorAbi.OUTPUT_ID);
      OperatorAbi.freeText(output, OperatorAbi.OUTPUT_METADATA);
    }
  }

  /** Returns a result whose text the operator frees. */
  private static MemorySegment error(String message) {
    MemorySegment text = NativeMemory.allocate(OperatorAbi.TEXT_SIZE);
    OperatorAbi.setText(text, 0, message);
    MemorySegment result = Arena.ofAuto().allocate(ValueLayout.ADDRESS);
    result.set(ValueLayout.ADDRESS, 0, text);
    return result;
  }
}
