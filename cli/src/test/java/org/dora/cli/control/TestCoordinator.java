package org.dora.cli.control;

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
import org.dora.cli.CoordinatorAddress;
import org.dora.common.control.ControlLink;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.frame.Frame;
import org.dora.common.log.LogMessage;

/** A coordinator that greets, and answers everything else as a test says. */
public final class TestCoordinator implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final Function<ControlRequest, ControlReply> answers;
  private String version = "1.1.0";
  private List<LogMessage> beforeAnswers = List.of();

  /**
   * @param answers what to answer to all but {@code Hello}
   */
  public TestCoordinator(Function<ControlRequest, ControlReply> answers) throws IOException {
    this.answers = answers;
    Thread.ofPlatform().daemon().start(this::serve);
  }

  /** Announces another version from now on. */
  TestCoordinator ofVersion(String announced) {
    version = announced;
    return this;
  }

  /** Sends log messages before each answer from now on. */
  TestCoordinator thatLogs(List<LogMessage> messages) {
    beforeAnswers = messages;
    return this;
  }

  /** Where it is. */
  public CoordinatorAddress address() {
    return new CoordinatorAddress("127.0.0.1", server.getLocalPort());
  }

  private void serve() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.add(socket);
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
      String header = "";
      while (!header.endsWith("\r\n\r\n")) {
        header += (char) in.readUnsignedByte();
      }
      out.write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
      while (true) {
        answer((Frame.Request) Frame.read(read(in)), out);
      }
    } catch (IOException _) {
      // The client has gone.
    }
  }

  private void answer(Frame.Request request, DataOutputStream out) throws IOException {
    ControlRequest asked = ControlLink.request(request);
    if (asked instanceof ControlRequest.Hello) {
      write(out, ControlLink.reply(request.id(), new ControlReply.HelloOk(version)));
      return;
    }
    for (LogMessage message : beforeAnswers) {
      write(out, ControlLink.log(message));
    }
    write(
        out,
        asked instanceof ControlRequest.LogSubscribe
            ? ControlLink.subscribed(request.id())
            : ControlLink.reply(request.id(), answers.apply(asked)));
  }

  private static byte[] read(DataInputStream in) throws IOException {
    in.readUnsignedByte();
    int size = in.readUnsignedByte() & 0x7F;
    size = size == 126 ? in.readUnsignedShort() : size == 127 ? (int) in.readLong() : size;
    byte[] mask = in.readNBytes(4);
    byte[] data = in.readNBytes(size);
    for (int i = 0; i < data.length; i++) {
      data[i] ^= mask[i % 4];
    }
    return data;
  }

  private static void write(DataOutputStream out, byte[] text) throws IOException {
    out.writeByte(0x81);
    if (text.length < 126) {
      out.writeByte(text.length);
    } else {
      out.writeByte(126);
      out.writeShort(text.length);
    }
    out.write(text);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
