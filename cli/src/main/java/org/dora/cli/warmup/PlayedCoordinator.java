package org.dora.cli.warmup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.dora.common.frame.Frame;

/**
 * Answers commands as a coordinator would, on a port of this machine: for the recording of the
 * cache, which has to see an answer read, and for tests. It knows just so much of WebSockets as our
 * own client uses.
 */
public final class PlayedCoordinator implements AutoCloseable {
  private static final int TEXT = 0x81;
  private static final int SHORT = 126;

  private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final Function<Frame.Request, List<byte[]>> answers;

  /**
   * Begins to listen.
   *
   * @param answers the frames to send for each request, in order; called by several threads
   */
  public PlayedCoordinator(Function<Frame.Request, List<byte[]>> answers) throws IOException {
    this.answers = answers;
    Thread.ofPlatform().daemon().name("played-coordinator").start(this::serve);
  }

  /** Returns the port. */
  public int port() {
    return server.getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.add(socket);
        Thread.ofPlatform().daemon().name("played-connection").start(() -> serve(socket));
      }
    } catch (IOException _) {
      // It was closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
      passHeader(in);
      out.write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
      while (true) {
        for (byte[] answer : answers.apply((Frame.Request) Frame.read(read(in)))) {
          write(out, answer);
        }
        out.flush();
      }
    } catch (IOException _) {
      // The client has gone.
    }
  }

  private static void passHeader(DataInputStream in) throws IOException {
    int lineEnds = 0;
    while (lineEnds < 2) {
      switch (in.readUnsignedByte()) {
        case '\n' -> lineEnds++;
        case '\r' -> {}
        default -> lineEnds = 0;
      }
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    in.readUnsignedByte();
    int size = in.readUnsignedByte() & 0x7F;
    if (size == SHORT) {
      size = in.readUnsignedShort();
    } else if (size > SHORT) {
      size = Math.toIntExact(in.readLong());
    }
    byte[] mask = in.readNBytes(4);
    byte[] data = in.readNBytes(size);
    for (int i = 0; i < data.length; i++) {
      data[i] ^= mask[i % 4];
    }
    return data;
  }

  private static void write(DataOutputStream out, byte[] text) throws IOException {
    out.writeByte(TEXT);
    if (text.length < SHORT) {
      out.writeByte(text.length);
    } else {
      out.writeByte(SHORT);
      out.writeShort(text.length);
    }
    out.write(text);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
