package org.dora.zenoh.transport;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.dora.zenoh.Priority;
import org.dora.zenoh.wire.MalformedException;
import org.dora.zenoh.wire.NetworkCodec;
import org.dora.zenoh.wire.NetworkMessage;
import org.dora.zenoh.wire.TransportCodec;
import org.dora.zenoh.wire.TransportMessage;
import org.dora.zenoh.wire.TransportMessage.Close;
import org.dora.zenoh.wire.TransportMessage.Fragment;
import org.dora.zenoh.wire.TransportMessage.Frame;
import org.dora.zenoh.wire.WireReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads batches from a link and hands on the messages in them, which stay where they were read. */
final class Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
  private static final int LENGTH_SIZE = Short.BYTES;
  private static final int LARGEST_BATCH = 0xffff + LENGTH_SIZE;
  private static final int BLOCK_SIZE = 1 << 18;

  private final Link link;
  private final Agreement agreement;
  private final BlockPool pool;
  private final long largestMessage;
  private final TransportHandler handler;
  private final @Nullable Incoming[] conduits = new Incoming[Priority.count() * 2];
  private final WireReader reader = new WireReader();
  private final AtomicLong malformed = new AtomicLong();

  private Block block;
  private ByteBuffer buffer;
  private int start;

  /** When bytes came last, by {@link System#nanoTime}; or when we began to handle them. */
  private volatile long lastHeard = System.nanoTime();

  private volatile boolean handling;

  Receiver(
      Link link,
      Agreement agreement,
      BlockPool pool,
      long largestMessage,
      TransportHandler handler) {
    this.link = link;
    this.agreement = agreement;
    this.pool = pool;
    this.largestMessage = largestMessage;
    this.handler = handler;
    this.block = pool.take(BLOCK_SIZE);
    this.buffer = block.memory().asByteBuffer();
  }

  /**
   * Returns for how long the other side has been silent. It is not, as long as we are busy with
   * what it said: who does not listen cannot complain.
   */
  long silentNanos() {
    return handling ? 0 : System.nanoTime() - lastHeard;
  }

  /** Reads until the link ends. */
  void run() throws IOException {
    try {
      while (link.read(buffer) >= 0) {
        handling = true;
        boolean goesOn = handleBatches();
        lastHeard = System.nanoTime();
        handling = false;
        if (!goesOn) {
          return;
        }
        makeRoom();
      }
    } finally {
      for (Incoming conduit : conduits) {
        if (conduit != null) {
          conduit.discard();
        }
      }
      block.release();
    }
  }

  private boolean handleBatches() {
    MemorySegment memory = block.memory();
    int end = buffer.position();
    while (end - start >= LENGTH_SIZE) {
      int size =
          memory.get(JAVA_BYTE, start) & 0xff | (memory.get(JAVA_BYTE, start + 1) & 0xff) << 8;
      int next = start + LENGTH_SIZE + size;
      if (next > end) {
        break;
      }
      reader.reset(memory, start + LENGTH_SIZE, next);
      start = next;
      if (!handleBatch()) {
        return false;
      }
    }
    return true;
  }

  /** Makes sure that the rest of the largest batch would fit. */
  private void makeRoom() {
    int end = buffer.position();
    if (start == end && block.isUnshared()) {
      start = 0;
      buffer.clear();
    } else if (block.memory().byteSize() - start < LARGEST_BATCH) {
      Block next = pool.take(BLOCK_SIZE);
      MemorySegment.copy(block.memory(), start, next.memory(), 0, end - start);
      block.release();
      block = next;
      buffer = next.memory().asByteBuffer().position(end - start);
      start = 0;
    }
  }

  /** Handles the messages of one batch; returns false if the other side has closed the link. */
  private boolean handleBatch() {
    try {
      while (reader.hasMore()) {
        TransportMessage message = TransportCodec.read(reader);
        switch (message) {
          case Frame frame -> handleFrame(frame);
          case Fragment fragment -> handleFragment(fragment);
          case Close close -> {
            LOG.debug("{} closes the link: {}", agreement.peer().zid(), close.reason());
            return false;
          }
          case TransportMessage.KeepAlive _ -> {}
          case TransportMessage.InitSyn _,
              TransportMessage.InitAck _,
              TransportMessage.OpenSyn _,
              TransportMessage.OpenAck _ ->
              throw HandshakeStream.unexpected(message, "what follows a handshake");
        }
      }
    } catch (MalformedException | RefusedException e) {
      reportMalformed(e);
    }
    return true;
  }

  /** The rest of a batch is lost then; told at the first time and then more and more rarely. */
  private void reportMalformed(RuntimeException e) {
    long count = malformed.incrementAndGet();
    if (Long.bitCount(count) == 1) {
      LOG.warn("{} malformed batches from {}: {}", count, agreement.peer().zid(), e.getMessage());
    }
  }

  private void handleFrame(Frame frame) {
    boolean wanted = conduit(frame.priority(), frame.reliable()).isNew(frame.sequence());
    while (reader.hasMore() && NetworkCodec.isNext(reader)) {
      NetworkMessage message = NetworkCodec.read(reader);
      if (wanted) {
        hand(message, block);
      }
    }
  }

  private void handleFragment(Fragment fragment) {
    Incoming conduit = conduit(fragment.priority(), fragment.reliable());
    if (!conduit.isNew(fragment.sequence()) || !conduit.add(fragment)) {
      return;
    }
    long size = conduit.size();
    Block complete = conduit.take();
    try {
      WireReader whole = new WireReader();
      whole.reset(complete.memory(), 0, size);
      while (whole.hasMore()) {
        hand(NetworkCodec.read(whole), complete);
      }
    } finally {
      complete.release();
    }
  }

  /** What the handler throws is our fault, not the other side's: the link stays. */
  private void hand(NetworkMessage message, Block memory) {
    try {
      handler.received(message, memory);
    } catch (RuntimeException e) {
      LOG.error("a message from {} could not be handled", agreement.peer().zid(), e);
    }
  }

  private Incoming conduit(Priority priority, boolean reliable) {
    int index = priority.ordinal() * 2 + (reliable ? 1 : 0);
    Incoming conduit = conduits[index];
    if (conduit == null) {
      conduit = new Incoming(pool, agreement, largestMessage);
      conduits[index] = conduit;
    }
    return conduit;
  }
}
