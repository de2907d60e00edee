package org.dora.cli.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.dora.cli.CoordinatorAddress;

/** Something on a port of this machine that gives every connection the same answer. */
public final class Listener implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final List<Socket> connections = new ArrayList<>();
  private final Thread thread;

  private Listener(String answer, boolean ends) throws IOException {
    thread = Thread.ofPlatform().daemon().start(() -> answerAll(answer, ends));
  }

  /** Never says anything. */
  public static Listener thatIsSilent() throws IOException {
    return new Listener("", false);
  }

  /** Says the same to all. */
  public static Listener thatSays(String answer) throws IOException {
    return new Listener(answer, true);
  }

  private void answerAll(String answer, boolean ends) {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.add(socket);
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        if (ends) {
          socket.shutdownOutput();
        }
      }
    } catch (IOException _) {
      // closed
    }
  }

  /** Where it is. */
  public CoordinatorAddress address() {
    return new CoordinatorAddress("127.0.0.1", server.getLocalPort());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    server.close();
    thread.join();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
