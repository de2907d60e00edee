package org.dora.node.runtime;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.dora.common.arrow.cdata.ArrayExport;
import org.dora.common.arrow.cdata.CStruct;
import org.dora.common.arrow.cdata.NativeMemory;
import org.dora.node.Event;
import org.dora.node.Operator;
import org.dora.node.Outputs;

/** An operator in a shared library, by the interface that {@link OperatorAbi} draws. */
final class SharedLibrary implements Operator {
  /** Dora's name for the trace that a message belongs to. */
  static final String TRACE = "open_telemetry_context";

  private final BufferAllocator allocator = new RootAllocator();
  private final String name;
  private final MethodHandle onEvent;
  private final MethodHandle drop;
  private final MemorySegment context;
  private final LibraryOutputs outputs;
  private final MemorySegment rawEvent = NativeMemory.allocate(OperatorAbi.RAW_EVENT_SIZE);

  /** Where functions put what they return: the operator's thread calls one at a time. */
  private final SegmentAllocator results;

  /**
   * @throws OperatorException if the library lacks a function, or the operator refuses to start
   */
  SharedLibrary(Path file, SymbolLookup library) {
    this.name = file.getFileName().toString();
    MethodHandle init = function(file, library, "dora_init_operator", OperatorAbi.INIT);
    this.drop = function(file, library, "dora_drop_operator", OperatorAbi.DROP);
    this.onEvent = function(file, library, "dora_on_event", OperatorAbi.ON_EVENT);
    MemorySegment result = NativeMemory.allocate(2 * Long.BYTES);
    this.results = SegmentAllocator.prefixAllocator(result);
    MemorySegment initialised = call(() -> (MemorySegment) init.invokeExact(results));
    String error = OperatorAbi.error(initialised);
    if (error != null) {
      throw new OperatorException("init_operator of `" + name + "` failed: " + error);
    }
    this.context = initialised.get(ValueLayout.ADDRESS, Long.BYTES);
    this.outputs = new LibraryOutputs(allocator);
  }

  private static MethodHandle function(
      Path file, SymbolLookup library, String name, FunctionDescriptor type) {
    MemorySegment address =
        library
            .find(name)
            .orElseThrow(() ->
                new OperatorException(
                    "failed to get `"
                        + name
                        + "` of `"
                        + file
                        + "`: an operator exports dora_init_operator, dora_drop_operator and"
                        + " dora_on_event"));
    return Linker.nativeLinker().downcallHandle(address, type);
  }

  @Override
  public Status onEvent(Event event, Outputs target) {
    outputs.use(target);
    boolean known = true;
    switch (event) {
      case Event.Input input ->
          OperatorAbi.setWord(rawEvent, OperatorAbi.RAW_EVENT_INPUT, input(input).address());
      case Event.InputClosed(String id) ->
          OperatorAbi.setText(rawEvent, OperatorAbi.RAW_EVENT_INPUT_CLOSED, id);
      case Event.Stop _ ->
          rawEvent.set(ValueLayout.JAVA_BYTE, OperatorAbi.RAW_EVENT_STOP, (byte) 1);
      case Event.Error error ->
          OperatorAbi.setText(rawEvent, OperatorAbi.RAW_EVENT_ERROR, error.message());
      case Event.InputRecovered _,
          Event.NodeFailed _,
          Event.NodeRestarted _,
          Event.ParamUpdate _,
          Event.ParamDeleted _,
          Event.Reload _ ->
          known = false; // no words for them in this interface
    }
    return known ? tell() : Status.CONTINUE;
  }

  private Status tell() {
    MemorySegment result;
    try {
      result =
          call(() ->
              (MemorySegment) onEvent.invokeExact(results, rawEvent, outputs.struct(), context));
    } finally {
      freeEvent();
    }
    String error = OperatorAbi.error(result);
    if (error != null) {
      throw new OperatorException("on_event of `" + name + "` failed: " + error);
    }
    byte status = result.get(ValueLayout.JAVA_BYTE, Long.BYTES);
    return switch (status) {
      case 0 -> Status.CONTINUE;
      case 1 -> Status.STOP;
      case 2 -> Status.STOP_ALL;
      default ->
          throw new OperatorException(
              "on_event of `" + name + "` returned status " + status + ", expected 0, 1 or 2");
    };
  }

  private MemorySegment input(Event.Input input) {
    MemorySegment struct = NativeMemory.allocate(OperatorAbi.INPUT_SIZE);
    ArrayExport.export(
        input.vector(),
        allocator,
        OperatorAbi.array(struct, OperatorAbi.INPUT_DATA),
        OperatorAbi.schema(struct, OperatorAbi.INPUT_SCHEMA));
    OperatorAbi.setWord(struct, OperatorAbi.INPUT_HAS_DATA, 1);
    OperatorAbi.setText(struct, OperatorAbi.INPUT_ID, input.id());
    OperatorAbi.setText(struct, OperatorAbi.INPUT_METADATA, input.metadata().string(TRACE, ""));
    return struct;
  }

  /** Frees what the operator has not taken. */
  private void freeEvent() {
    long input = OperatorAbi.word(rawEvent, OperatorAbi.RAW_EVENT_INPUT);
    if (input != 0) {
      MemorySegment struct = NativeMemory.at(input, OperatorAbi.INPUT_SIZE);
      if (OperatorAbi.word(struct, OperatorAbi.INPUT_HAS_DATA) != 0) {
        CStruct.releaseArray(OperatorAbi.array(struct, OperatorAbi.INPUT_DATA));
      }
      CStruct.releaseSchema(OperatorAbi.schema(struct, OperatorAbi.INPUT_SCHEMA));
      OperatorAbi.freeText(struct, OperatorAbi.INPUT_ID);
      OperatorAbi.freeText(struct, OperatorAbi.INPUT_METADATA);
      NativeMemory.free(input);
    }
    OperatorAbi.freeText(rawEvent, OperatorAbi.RAW_EVENT_INPUT_CLOSED);
    OperatorAbi.freeText(rawEvent, OperatorAbi.RAW_EVENT_ERROR);
    MemorySegment _ = rawEvent.fill((byte) 0);
  }

  /** Says that the operator goes; the library stays. */
  @Override
  public void close() {
    String error =
        OperatorAbi.error(call(() -> (MemorySegment) drop.invokeExact(results, context)));
    if (error != null) {
      throw new OperatorException("drop_operator of `" + name + "` failed: " + error);
    }
  }

  /** A call of native code, which throws nothing that is checked. */
  private interface NativeCall {
    MemorySegment invoke() throws Throwable;
  }

  private static MemorySegment call(NativeCall function) {
    try {
      return function.invoke();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new LinkageError("native call", e);
    }
  }
}
