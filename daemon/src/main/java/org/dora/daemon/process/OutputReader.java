package org.dora.daemon.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Reads one output pipe of one process to its end, on a platform thread of its own: many virtual
 * threads that read pipes stop all of them (spec/daemon.md, section 19.1).
 */
final class OutputReader implements Runnable {
  /** Reserved, not used: what a line's way through a listener takes of it becomes memory. */
  private static final long STACK_BYTES = 256 << 10;

  private static final int CHUNK_BYTES = 16 << 10;

  private final int descriptor;
  private final LineSplitter splitter;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private OutputReader(int descriptor, ProcessStream stream, Consumer<OutputLine> lines) {
    this.descriptor = descriptor;
    this.splitter = new LineSplitter(stream, lines);
  }

  /**
   * Starts reading; the descriptor is closed at the end of the stream.
   *
   * @return completes at the end of the stream; fails if no thread could be had, then the
   *     descriptor is closed already
   */
  static CompletableFuture<Void> start(
      int pid, int descriptor, ProcessStream stream, Consumer<OutputLine> lines) {
    OutputReader reader = new OutputReader(descriptor, stream, lines);
    String name = (stream == ProcessStream.STDOUT ? "dora-out-" : "dora-err-") + pid;
    Thread thread =
        Thread.ofPlatform().daemon().name(name).stackSize(STACK_BYTES).unstarted(reader);
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // how the JDK says: no more threads
      NativePosix.close(descriptor);
      reader.ended.completeExceptionally(e);
    }
    return reader.ended;
  }

  @Override
  public void run() {
    try {
      readToEnd();
      splitter.end();
    } finally {
      NativePosix.close(descriptor);
      ended.complete(null);
    }
  }

  private void readToEnd() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(CHUNK_BYTES);
      byte[] chunk = new byte[CHUNK_BYTES];
      while (true) {
        int count = NativePosix.read(descriptor, buffer);
        if (count > 0) {
          MemorySegment.copy(buffer, JAVA_BYTE, 0, chunk, 0, count);
          splitter.accept(chunk, count);
        } else if (count != -NativePosix.EINTR) {
          return;
        }
      }
    }
  }
}
