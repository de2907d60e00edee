package org.dora.daemon.link;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.daemonlink.CoordinatorRequest;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.DaemonLink;
import org.dora.common.daemonlink.DaemonRegistration;
import org.dora.common.daemonlink.RegisterResult;
import org.dora.common.frame.Frame;
import org.dora.common.id.DaemonId;
import org.dora.common.message.Timestamped;
import org.jspecify.annotations.Nullable;

/** A coordinator that does what the test says: a plain socket that speaks WebSocket. */
final class FakeCoordinator implements AutoCloseable {
  /** Longer than anything here may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServerSocket server;
  private final HybridLogicalClock clock = new HybridLogicalClock();

  FakeCoordinator() throws IOException {
    server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    server.setSoTimeout((int) PATIENCE.toMillis());
  }

  int port() {
    return server.getLocalPort();
  }

  /** Waits for a daemon to connect. */
  Link accept() throws IOException {
    return new Link(server.accept());
  }

  /** Waits for a daemon to connect and register, and takes it. */
  Link welcome(DaemonId id) throws IOException {
    Link link = accept();
    link.register(new RegisterResult.Registered(id, List.of()));
    return link;
  }

  /** Answers an attempt to connect without a WebSocket, and returns its header. */
  String turnAway(String status) throws IOException {
    try (Socket socket = server.accept()) {
      String header = header(new DataInputStream(socket.getInputStream()));
      socket
          .getOutputStream()
          .write(
              ("HTTP/1.1 " + status + "\r\ncontent-length: 0\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return header;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static String header(DataInputStream in) throws IOException {
    StringBuilder header = new StringBuilder();
    while (header.indexOf("\r\n\r\n") < 0) {
      header.append((char) in.readUnsignedByte());
    }
    return header.toString();
  }

  /** One connection of a daemon. */
  final class Link implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    /** What the daemon sent when its WebSocket was asked for. */
    final String header;

    /** Events that were read on the way to what a test asked for. */
    final List<DaemonEvent> passed = new ArrayList<>();

    private Link(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout((int) PATIENCE.toMillis());
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      out = socket.getOutputStream();
      header = header(in);
      String answer =
          "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
      out.write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads the registration and answers it. */
    DaemonRegistration register(RegisterResult result) throws IOException {
      CoordinatorRequest request = request();
      send(DaemonLink.registered(UUID.randomUUID(), stamped(result)));
      return ((CoordinatorRequest.Register) request).registration();
    }

    private <T> Timestamped<T> stamped(T inner) {
      return new Timestamped<>(inner, clock.now());
    }

    private CoordinatorRequest request() throws IOException {
      return DaemonLink.request((Frame.Request) read()).inner();
    }

    /** Reads events up to one of a kind. */
    <T extends DaemonEvent> T await(Class<T> kind) throws IOException {
      while (true) {
        if (read() instanceof Frame.Request request) {
          var event = (CoordinatorRequest.Event) DaemonLink.request(request).inner();
          passed.add(event.event());
          if (kind.isInstance(event.event())) {
            return kind.cast(event.event());
          }
        }
      }
    }

    /** Sends a command and reads up to its answer. */
    DaemonCommandReply ask(DaemonCommand command) throws IOException {
      UUID id = UUID.randomUUID();
      send(DaemonLink.command(id, stamped(command)));
      return DaemonLink.reply((Frame.Reply) answer(id));
    }

    /** Reads up to the answer to a command. */
    Frame answer(UUID id) throws IOException {
      while (true) {
        Frame frame = read();
        switch (frame) {
          case Frame.Request request ->
              passed.add(((CoordinatorRequest.Event) DaemonLink.request(request).inner()).event());
          case Frame.Reply reply when reply.id().equals(id) -> {
            return reply;
          }
          case Frame.Failure failure when failure.id().equals(id) -> {
            return failure;
          }
          default -> throw new AssertionError("not asked for: " + frame);
        }
      }
    }

    /** Sends a command that is not answered. */
    void tell(DaemonCommand event) throws IOException {
      send(DaemonLink.event(UUID.randomUUID(), stamped(event)));
    }

    void send(byte[] text) throws IOException {
      byte[] frame = new byte[10 + text.length];
      frame[0] = (byte) 0x81;
      frame[1] = 127;
      for (int i = 0; i < 8; i++) {
        frame[2 + i] = (byte) ((long) text.length >>> (8 * (7 - i)));
      }
      System.arraycopy(text, 0, frame, 10, text.length);
      out.write(frame);
    }

    private Frame read() throws IOException {
      if (in.readUnsignedByte() != 0x81) {
        throw new EOFException("no whole text message");
      }
      int length = in.readUnsignedByte() & 0x7F;
      long size =
          switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> length;
          };
      byte[] mask = in.readNBytes(4);
      byte[] text = in.readNBytes((int) size);
      for (int i = 0; i < text.length; i++) {
        text[i] ^= mask[i & 3];
      }
      return Frame.read(text);
    }

    /** Waits until the daemon has ended the connection. */
    void awaitEnd() throws IOException {
      try {
        while (true) {
          Objects.requireNonNull(read());
        }
      } catch (EOFException _) {
        // As it should be.
      }
    }

    /** Returns the last event of a kind that was read, or null. */
    <T extends DaemonEvent> @Nullable T seen(Class<T> kind) {
      T seen = null;
      for (DaemonEvent event : passed) {
        seen = kind.isInstance(event) ? kind.cast(event) : seen;
      }
      return seen;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
