package org.dora.interop.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** Carries connections to a server that may move, and harms them as it is told. */
final class Relay implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  /** What becomes of connections. */
  enum Cut {
    /** Both ends are told, in the middle of whatever was on its way. */
    RESET(false),
    CLOSED(false),
    /** Only the client is told; the server waits at a connection that is none. */
    CLIENT_SIDE(false),
    /** Only the server is told. */
    SERVER_SIDE(true),
    /** Nobody is told; nothing arrives any more. */
    STALLED(true);

    /** Whether the client has to find out by itself. */
    final boolean isSilent;

    Cut(boolean isSilent) {
      this.isSilent = isSilent;
    }
  }

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile int target;
  private volatile boolean blocked;
  private volatile Watcher watcher = Watcher.idle();

  /** Who looks at what the server sends. */
  private record Watcher(AtomicInteger count, IntPredicate comes, IntConsumer passed) {
    static Watcher idle() {
      return new Watcher(new AtomicInteger(), _ -> true, _ -> {});
    }
  }

  Relay() throws IOException {
    Thread _ = Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Leads connections that come from now on to a port of this machine. */
  void leadTo(int port) {
    target = port;
  }

  /** Returns how many connections have been opened. */
  int opened() {
    return opened.get();
  }

  /**
   * Looks at all that the server sends from now on, piece by piece, counted from 1.
   *
   * @param comes whether a piece is to be passed on
   * @param passed told when it was
   */
  void watchAnswers(IntPredicate comes, IntConsumer passed) {
    watcher = new Watcher(new AtomicInteger(), comes, passed);
  }

  /** Passes on all that the server sends. */
  void watchNoAnswers() {
    watcher = Watcher.idle();
  }

  /** Cuts all connections; lets none through until {@link #restore}. */
  void cut(Cut cut) {
    blocked = true;
    lines.forEach(line -> line.cut(cut));
    lines.clear();
  }

  void restore() {
    blocked = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread _ = Thread.ofVirtual().start(() -> carry(client));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void carry(Socket client) {
    Socket server = new Socket();
    Line line = new Line(client, server);
    try {
      if (blocked) {
        throw new IOException("cut");
      }
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      lines.add(line);
      opened.incrementAndGet();
      Thread _ = Thread.ofVirtual().start(() -> line.pass(server, client, this::answer));
      line.pass(client, server, Runnable::run);
    } catch (IOException _) {
      line.cut(Cut.RESET);
    }
  }

  private void answer(Runnable pass) {
    Watcher present = watcher;
    int number = present.count.incrementAndGet();
    if (present.comes.test(number)) {
      pass.run();
      present.passed.accept(number);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut(Cut.RESET);
  }

  /** One connection and what is left of it. */
  private static final class Line {
    private final Socket client;
    private final Socket server;
    private volatile boolean dead;

    private Line(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    /**
     * Passes bytes on; of a line that is cut they are lost.
     *
     * @param gate has each piece passed on, or not
     */
    void pass(Socket from, Socket to, Consumer<Runnable> gate) {
      byte[] buffer = new byte[BUFFER];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          int size = count;
          if (!dead) {
            gate.accept(() -> write(out, buffer, size));
          }
        }
      } catch (IOException | UncheckedIOException _) {
        // It has ended.
      }
      if (!dead) {
        close(to);
      }
    }

    private static void write(OutputStream out, byte[] buffer, int size) {
      try {
        out.write(buffer, 0, size);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void cut(Cut cut) {
      dead = true;
      switch (cut) {
        case RESET -> {
          reset(client);
          reset(server);
        }
        case CLOSED -> {
          close(client);
          close(server);
        }
        case CLIENT_SIDE -> close(client);
        case SERVER_SIDE -> close(server);
        case STALLED -> {
          // Both ends stay as they are.
        }
      }
    }

    private static void reset(Socket socket) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException _) {
        // It is closed already.
      }
      close(socket);
    }

    private static void close(Socket socket) {
      try {
        socket.close();
      } catch (IOException _) {
        // It is of no use any more.
      }
    }
  }
}
