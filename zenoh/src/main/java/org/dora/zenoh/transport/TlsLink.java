package org.dora.zenoh.transport;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** A link inside TLS; the same thread may not read and write at once, two different ones may. */
final class TlsLink implements Link {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Link link;
  private final SSLEngine engine;

  /** What has come and is not decrypted yet; ready to be read from. */
  private ByteBuffer received;

  /** What is decrypted and not fetched yet; ready to be read from. */
  private ByteBuffer decrypted;

  /** Guarded by itself: who reads may have to answer a change of keys. */
  private final ByteBuffer encrypted;

  private TlsLink(Link link, SSLEngine engine) {
    this.link = link;
    this.engine = engine;
    int packet = engine.getSession().getPacketBufferSize();
    received = ByteBuffer.allocate(packet * 2).limit(0);
    encrypted = ByteBuffer.allocate(packet);
    decrypted = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).limit(0);
  }

  /** Agrees on keys. */
  static TlsLink over(Link link, SSLEngine engine) throws IOException {
    TlsLink secured = new TlsLink(link, engine);
    engine.beginHandshake();
    secured.shake();
    return secured;
  }

  private void shake() throws IOException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> wrap(NOTHING);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (!unwrap()) {
            throw new EOFException("the link ended while keys were agreed on");
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  private void wrap(ByteBuffer source) throws IOException {
    synchronized (encrypted) {
      do {
        encrypted.clear();
        SSLEngineResult result = engine.wrap(source, encrypted);
        if (result.getStatus() == Status.CLOSED && !source.equals(NOTHING)) {
          throw new SSLException("the link is closed");
        }
        encrypted.flip();
        if (encrypted.hasRemaining()) {
          link.write(new ByteBuffer[] {encrypted}, 1);
        }
      } while (source.hasRemaining());
    }
  }

  /** Decrypts a record into {@link #decrypted}; returns false at the end of the stream. */
  private boolean unwrap() throws IOException {
    while (true) {
      decrypted.clear();
      SSLEngineResult result = engine.unwrap(received, decrypted);
      decrypted.flip();
      switch (result.getStatus()) {
        case OK -> {
          return true;
        }
        case CLOSED -> {
          return false;
        }
        case BUFFER_OVERFLOW -> decrypted = ByteBuffer.allocate(decrypted.capacity() * 2).limit(0);
        case BUFFER_UNDERFLOW -> {
          if (!fill()) {
            return false;
          }
        }
      }
    }
  }

  private boolean fill() throws IOException {
    if (received.remaining() == received.capacity()) {
      ByteBuffer larger = ByteBuffer.allocate(received.capacity() * 2);
      received = larger.put(received).flip();
    }
    received.compact();
    int count = link.read(received);
    received.flip();
    return count >= 0;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    while (!decrypted.hasRemaining()) {
      if (!unwrap()) {
        return -1;
      }
      HandshakeStatus status = engine.getHandshakeStatus();
      boolean settled =
          status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED;
      if (!settled && !decrypted.hasRemaining()) {
        shake();
      }
    }
    int count = Math.min(target.remaining(), decrypted.remaining());
    target.put(decrypted.slice(decrypted.position(), count));
    decrypted.position(decrypted.position() + count);
    return count;
  }

  @Override
  public void write(ByteBuffer[] sources, int count) throws IOException {
    for (int index = 0; index < count; index++) {
      wrap(sources[index]);
    }
  }

  @Override
  public String remote() {
    return link.remote();
  }

  @Override
  public void close() {
    link.close();
  }
}
