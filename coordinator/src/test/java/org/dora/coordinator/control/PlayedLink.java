package org.dora.coordinator.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import org.dora.common.memory.Payload;
import org.dora.coordinator.server.PeerLink;

/** A way to a CLI on which as much waits as the test says. */
final class PlayedLink implements PeerLink {
  long pending;
  int sent;

  /** The head of the last binary message. */
  byte[] head = new byte[0];

  boolean closed;

  /** Returns a connection of a CLI that asks nothing. */
  @SuppressWarnings("NullAway") // nothing is asked
  ControlSession session(LongSupplier nanoTime) {
    return new ControlSession(this, new RequestHandler(null), Runnable::run, nanoTime);
  }

  @Override
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
  }

  @Override
  public void send(byte[] message) {
    sent++;
  }

  @Override
  public void sendBinary(byte[] head, Payload body) {
    this.head = head;
    sent++;
  }

  @Override
  public long pendingBytes() {
    return pending;
  }

  @Override
  public void pause() {
    // Nothing comes.
  }

  @Override
  public void resume() {
    // Nothing comes.
  }

  @Override
  public void close() {
    closed = true;
  }
}
