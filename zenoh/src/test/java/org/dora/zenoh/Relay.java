package org.dora.zenoh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A network between two sessions that can be cut, frozen and made unsteady. */
final class Relay implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger epoch = new AtomicInteger();
  private final Object steady = new Object();
  private volatile boolean cut;
  private volatile boolean unsteady;

  /** The links made in this epoch or before carry nothing any more, but stay open. */
  private volatile int frozenUpTo = -1;

  Relay(Session to) throws IOException {
    String locator = to.locators().getFirst();
    target = Integer.parseInt(locator.substring(locator.lastIndexOf(':') + 1));
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String locator() {
    return "tcp/127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        if (cut) {
          near.close();
          continue;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        int made = epoch.getAndIncrement();
        sockets.add(near);
        sockets.add(far);
        Thread.ofVirtual().start(() -> carry(near, far, made));
        Thread.ofVirtual().start(() -> carry(far, near, made));
      } catch (IOException _) {
        // The next one may succeed, unless the relay is closed.
      }
    }
  }

  private void carry(Socket from, Socket to, int made) {
    byte[] buffer = new byte[16 << 10];
    try (from;
        to) {
      int chunk = 0;
      for (int count = from.getInputStream().read(buffer);
          count >= 0;
          count = from.getInputStream().read(buffer)) {
        chunk++;
        awaitThaw(made);
        if (unsteady && chunk % 100 == 0) {
          // What TCP makes of one packet in a hundred that is lost.
          Thread.sleep(20);
        }
        to.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException | InterruptedException _) {
      // The link has ended.
    }
  }

  private void awaitThaw(int made) throws InterruptedException {
    synchronized (steady) {
      while (made <= frozenUpTo) {
        steady.wait();
      }
    }
  }

  /** Ends all links and makes none until {@link #mend}. */
  void cut() throws IOException {
    cut = true;
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  void mend() {
    cut = false;
  }

  /** Lets the links there are carry nothing any more; new ones work. */
  void freeze() {
    frozenUpTo = epoch.get() - 1;
  }

  void makeUnsteady() {
    unsteady = true;
  }

  /** Returns how many links were made. */
  int links() {
    return epoch.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
