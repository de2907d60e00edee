package org.dora.common.memory;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one message outside the Java heap, shared by all who hold a reference.
 *
 * <p>A new payload has one reference, its maker's. Whoever hands a payload to a further holder
 * calls {@link #retain()} first; each holder calls {@link #release()} once. With the last release
 * the bytes go back where they came from, and {@link #bytes()} must not be used any more. All
 * methods may be called by any thread.
 */
public final class Payload implements AutoCloseable {
  private static final VarHandle REFERENCES;

  static {
    try {
      REFERENCES = MethodHandles.lookup().findVarHandle(Payload.class, "references", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final MemorySegment bytes;
  private final @Nullable Runnable onLastRelease;

  @SuppressWarnings("FieldMayBeFinal") // written through REFERENCES
  private volatile int references = 1;

  /**
   * @param bytes the message, not owned by a confined arena
   * @param onLastRelease gives the memory back, or null if nobody has to; runs on the thread of the
   *     last release and must not throw
   */
  public Payload(MemorySegment bytes, @Nullable Runnable onLastRelease) {
    this.bytes = bytes;
    this.onLastRelease = onLastRelease;
  }

  /** Returns a payload over a copy of {@code bytes} on the heap; for tests and small constants. */
  public static Payload ofBytes(byte[] bytes) {
    return new Payload(MemorySegment.ofArray(bytes.clone()), null);
  }

  /**
   * Returns the message's bytes, valid while the caller holds a reference.
   *
   * @throws IllegalStateException if all references were released
   */
  public MemorySegment bytes() {
    if (references <= 0) {
      throw released();
    }
    return bytes;
  }

  /** Returns the number of bytes. */
  public long size() {
    return bytes.byteSize();
  }

  /**
   * Adds a reference.
   *
   * @return this
   * @throws IllegalStateException if all references were released
   */
  public Payload retain() {
    int before;
    do {
      before = references;
      if (before <= 0) {
        throw released();
      }
    } while (!REFERENCES.compareAndSet(this, before, before + 1));
    return this;
  }

  /**
   * Takes a reference away.
   *
   * @throws IllegalStateException if all references were released before
   */
  public void release() {
    int before;
    do {
      before = references;
      if (before <= 0) {
        throw released();
      }
    } while (!REFERENCES.compareAndSet(this, before, before - 1));
    if (before == 1 && onLastRelease != null) {
      onLastRelease.run();
    }
  }

  /** Returns whether all references were released. */
  public boolean isReleased() {
    return references <= 0;
  }

  /** The same as {@link #release()}. */
  @Override
  public void close() {
    release();
  }

  private static IllegalStateException released() {
    return new IllegalStateException("payload used after its last reference was released");
  }

  @Override
  public String toString() {
    return "Payload[" + bytes.byteSize() + " bytes, " + references + " references]";
  }
}
