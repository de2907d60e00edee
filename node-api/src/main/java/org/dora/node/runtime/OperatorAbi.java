package org.dora.node.runtime;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.dora.common.arrow.cdata.CStruct;
import org.dora.common.arrow.cdata.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * What dora's shared-library operators and their runtime exchange, on machines of 64 bits. All
 * memory that changes its owner is of {@code malloc}.
 *
 * <pre>
 * Text (24): pointer, length, capacity; a null pointer stands for none
 *
 *      RawEvent (64)          Input (208)             Output (200)
 *   0  Input*                 1 if there is data      Text id
 *   8  Text input_closed      ArrowArray data
 *  24                                                 Text metadata
 *  32  bool stop
 *  40  Text error
 *  48                                                 ArrowArray data
 *  88                         Text id
 * 112                         Text metadata
 * 128                                                 ArrowSchema schema
 * 136                         ArrowSchema schema
 *
 * SendOutput (32): context, call, release, retain
 *
 * DoraInitResult dora_init_operator(void)                   DoraInitResult (16): Text* error, context
 * DoraResult     dora_drop_operator(context)                DoraResult (8): Text* error
 * OnEventResult  dora_on_event(RawEvent*, SendOutput*, context)
 *                                                           OnEventResult (16): Text* error, u8 status
 * DoraResult     call(context, Output)                      the Output by value
 * </pre>
 *
 * <p>{@code Input} and {@code Output} are opaque to C: their layout is the one that the Rust
 * compiler chooses (fields of equal alignment, those with most unused bit patterns first), and that
 * the functions {@code dora_read_data} and so on, which are linked into each library, rely on.
 */
final class OperatorAbi {
  static final long TEXT_SIZE = 24;

  static final long RAW_EVENT_SIZE = 64;
  static final long RAW_EVENT_INPUT = 0;
  static final long RAW_EVENT_INPUT_CLOSED = 8;
  static final long RAW_EVENT_STOP = 32;
  static final long RAW_EVENT_ERROR = 40;

  static final long INPUT_SIZE = 208;
  static final long INPUT_HAS_DATA = 0;
  static final long INPUT_DATA = 8;
  static final long INPUT_ID = 88;
  static final long INPUT_METADATA = 112;
  static final long INPUT_SCHEMA = 136;

  static final long OUTPUT_ID = 0;
  static final long OUTPUT_METADATA = 24;
  static final long OUTPUT_DATA = 48;
  static final long OUTPUT_SCHEMA = 128;
  private static final long OUTPUT_SIZE = 200;

  static final long SEND_OUTPUT_SIZE = 32;
  static final long SEND_OUTPUT_CALL = 8;
  static final long SEND_OUTPUT_RELEASE = 16;
  static final long SEND_OUTPUT_RETAIN = 24;

  private static final StructLayout DORA_RESULT = MemoryLayout.structLayout(ValueLayout.ADDRESS);
  private static final StructLayout OUTPUT =
      MemoryLayout.structLayout(
          MemoryLayout.sequenceLayout(OUTPUT_SIZE / Long.BYTES, ValueLayout.JAVA_LONG));

  static final FunctionDescriptor INIT =
      FunctionDescriptor.of(MemoryLayout.structLayout(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
  static final FunctionDescriptor DROP = FunctionDescriptor.of(DORA_RESULT, ValueLayout.ADDRESS);
  static final FunctionDescriptor ON_EVENT =
      FunctionDescriptor.of(
          MemoryLayout.structLayout(
              ValueLayout.ADDRESS, ValueLayout.JAVA_BYTE, MemoryLayout.paddingLayout(7)),
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS);
  static final FunctionDescriptor CALL =
      FunctionDescriptor.of(DORA_RESULT, ValueLayout.ADDRESS, OUTPUT);
  static final FunctionDescriptor COUNT = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);

  private OperatorAbi() {}

  static long word(MemorySegment struct, long offset) {
    return struct.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
  }

  static void setWord(MemorySegment struct, long offset, long value) {
    struct.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, value);
  }

  /** Reads a text in a struct; empty for none. */
  static String text(MemorySegment struct, long offset) {
    return NativeMemory.text(word(struct, offset), word(struct, offset + 8));
  }

  /** Reads the text that a result points to, or returns null if it says that all went well. */
  static @Nullable String error(MemorySegment result) {
    long pointer = word(result, 0);
    return pointer == 0 ? null : text(NativeMemory.at(pointer, TEXT_SIZE), 0);
  }

  /** Writes a text into a struct. */
  static void setText(MemorySegment struct, long offset, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    MemorySegment memory = NativeMemory.allocate(utf8.length);
    memory.asSlice(0, utf8.length).copyFrom(MemorySegment.ofArray(utf8));
    setWord(struct, offset, memory.address());
    setWord(struct, offset + 8, utf8.length);
    setWord(struct, offset + 16, Math.max(utf8.length, 1));
  }

  /** Frees a text in a struct, unless there is none. */
  static void freeText(MemorySegment struct, long offset) {
    if (word(struct, offset) != 0 && word(struct, offset + 16) != 0) {
      NativeMemory.free(word(struct, offset));
    }
  }

  static MemorySegment array(MemorySegment struct, long offset) {
    return struct.asSlice(offset, CStruct.ARRAY_SIZE);
  }

  static MemorySegment schema(MemorySegment struct, long offset) {
    return struct.asSlice(offset, CStruct.SCHEMA_SIZE);
  }
}
