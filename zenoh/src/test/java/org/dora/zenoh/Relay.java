package org.dora.zenoh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A network between two sessions that can be cut, frozen, swallow everything, and be so bad that it
 * loses a part of what it carries.
 *
 * <p>TCP repeats what is lost, so that a loss shows as nothing coming for a while, and in the worst
 * case as the end of the link.
 */
final class Relay implements AutoCloseable {
  private static final int SEGMENT = 1460;
  private static final int SEGMENTS_FOR_A_RESET = 2000;
  private static final long RETRANSMISSION_MILLIS = 200;

  private final ServerSocket server;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Socket> swallowed = new CopyOnWriteArrayList<>();
  private final AtomicInteger stalls = new AtomicInteger();
  private final AtomicInteger resets = new AtomicInteger();
  private final AtomicInteger epoch = new AtomicInteger();
  private final Object steady = new Object();
  private volatile boolean cut;
  private volatile boolean swallowing;
  private volatile @Nullable Random losses;

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
        if (swallowing) {
          swallowed.add(near);
          continue;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        int made = epoch.getAndIncrement();
        sockets.add(near);
        sockets.add(far);
        Thread.ofVirtual().start(() -> carry(near, far, near, made));
        Thread.ofVirtual().start(() -> carry(far, near, near, made));
      } catch (IOException _) {
        // The next one may succeed, unless the relay is closed.
      }
    }
  }

  private void carry(Socket from, Socket to, Socket near, int made) {
    byte[] buffer = new byte[16 << 10];
    try (from;
        to) {
      for (int count = from.getInputStream().read(buffer);
          count >= 0;
          count = from.getInputStream().read(buffer)) {
        awaitThaw(made);
        lose(count, near);
        to.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException | InterruptedException _) {
      // The link has ended.
    }
  }

  /** Does what TCP makes of it that some segments are lost on their way. */
  private void lose(int bytes, Socket near) throws IOException, InterruptedException {
    Random random = losses;
    for (int segment = 0; random != null && segment < bytes; segment += SEGMENT) {
      if (random.nextInt(SEGMENTS_FOR_A_RESET) == 0) {
        resets.incrementAndGet();
        near.setSoLinger(true, 0);
        throw new SocketException("this link is given up");
      }
      if (random.nextInt(100) == 0) {
        stalls.incrementAndGet();
        Thread.sleep(RETRANSMISSION_MILLIS);
      }
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

  /** Takes everything and hands on nothing, as if packets were lost on their way. */
  void swallow() {
    swallowing = true;
    freeze();
  }

  /** Lets new links be as they should; those that were swallowed stay so. */
  void mend() {
    cut = false;
    swallowing = false;
    losses = null;
  }

  /** Lets the links there are carry nothing any more; new ones work. */
  void freeze() {
    frozenUpTo = epoch.get() - 1;
  }

  /** Loses one segment in a hundred, and now and then a whole link. */
  void loseOneInAHundred(long seed) {
    losses = new Random(seed);
  }

  /** Returns how often a link was held up, and how often one was reset. */
  List<Integer> stallsAndResets() {
    return List.of(stalls.get(), resets.get());
  }

  /** Returns how many links were made. */
  int links() {
    return epoch.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
    for (Socket socket : swallowed) {
      socket.close();
    }
  }
}
