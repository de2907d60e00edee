package org.dora.zenoh.transport;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A stream of bytes to another session; one thread reads, one writes, any may close. */
interface Link extends Closeable {

  /** Waits for bytes and puts them into {@code target}; returns -1 at the end of the stream. */
  int read(ByteBuffer target) throws IOException;

  /** Writes all that remains in the first {@code count} buffers. */
  void write(ByteBuffer[] sources, int count) throws IOException;

  /** Who is on the other side, for messages to people. */
  String remote();

  /** Ends both directions at once; who waits in {@link #read} or {@link #write} is let go. */
  @Override
  void close();
}
