package org.dora.common.net;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of a WebSocket (RFC 6455) on a plain socket, for commands that have to start
 * fast: the JDK's own client costs them ten times as much processor time.
 *
 * <p>No TLS, no extensions, no sub-protocols, as the coordinator has none. One thread may read; any
 * may write.
 */
public final class WebSocketClient implements AutoCloseable {
  private static final int LONGEST_HEADER = 64 * 1024;
  private static final int LONGEST_HEAD = 14;

  /** As much of a large message is masked and written at once. */
  private static final int BLOCK = 64 << 10;

  private final Socket socket;
  private final WebSocketReader reader;
  private final OutputStream out;
  private final SplittableRandom masks = new SplittableRandom();

  private WebSocketClient(Socket socket, int limit) throws IOException {
    this.socket = socket;
    this.reader = new WebSocketReader(socket, limit, data -> write(Opcode.PONG, data));
    this.out = socket.getOutputStream();
  }

  /**
   * Connects.
   *
   * @param path with a leading slash
   * @param token shown as bearer token, null for none
   * @param patience how long to wait for the connection and then for the answer
   * @param limit largest message that is taken, in bytes
   * @throws WebSocketRefusedException if the server answers, but with no WebSocket
   * @throws SocketTimeoutException if it does not answer in time
   */
  public static WebSocketClient connect(
      InetSocketAddress server, String path, @Nullable String token, Duration patience, int limit)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      connect(socket, server, patience);
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      WebSocketClient client = new WebSocketClient(socket, limit);
      client.handshake(server, path, token);
      return client;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Nobody there is another thing than somebody who says nothing, which is a timeout. */
  private static void connect(Socket socket, InetSocketAddress server, Duration patience)
      throws IOException {
    try {
      socket.connect(server, Math.toIntExact(patience.toMillis()));
    } catch (SocketTimeoutException _) {
      throw new NoRouteToHostException("no answer within " + patience.toSeconds() + " s");
    }
  }

  private void handshake(InetSocketAddress server, String path, @Nullable String token)
      throws IOException {
    byte[] nonce = new byte[16];
    masks.nextBytes(nonce);
    String host = server.getHostString();
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\n"
            + "Host: "
            + (host.indexOf(':') < 0 ? host : "[" + host + "]")
            + ":"
            + server.getPort()
            + "\r\n"
            + "Connection: Upgrade\r\n"
            + "Upgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: "
            + Base64.getEncoder().encodeToString(nonce)
            + "\r\n"
            + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
            + "\r\n";
    out.write(request.getBytes(StandardCharsets.ISO_8859_1));
    DataInputStream in = reader.in();
    String status = readLine(in, 0);
    // At once: what is no web server may never end what it says.
    int code = codeIn(status);
    int read = status.length();
    int length = 0;
    for (String line = readLine(in, read); !line.isEmpty(); line = readLine(in, read)) {
      read += line.length();
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = lengthIn(line.substring(15).strip());
      }
    }
    if (code != 101) {
      byte[] body = in.readNBytes(Math.min(length, LONGEST_HEADER));
      throw new WebSocketRefusedException(code, new String(body, StandardCharsets.UTF_8).strip());
    }
  }

  private static int codeIn(String status) throws ProtocolException {
    if (status.startsWith("HTTP/1.1 ") && status.length() >= 12) {
      try {
        return Integer.parseInt(status, 9, 12, 10);
      } catch (NumberFormatException _) {
        // Said below.
      }
    }
    throw new ProtocolException("expected an answer in HTTP/1.1, found `" + status + "`");
  }

  private static int lengthIn(String value) throws ProtocolException {
    try {
      return Integer.parseUnsignedInt(value);
    } catch (NumberFormatException _) {
      throw new ProtocolException("expected a Content-Length, found `" + value + "`");
    }
  }

  private static String readLine(DataInputStream in, int before) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      if (before + line.length() >= LONGEST_HEADER) {
        throw new ProtocolException("the answer's header does not end");
      }
      line.append((char) next);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }

  /**
   * Waits for the next message.
   *
   * @throws EOFException if the connection has ended
   */
  public WebSocketMessage read() throws IOException {
    while (true) {
      WebSocketMessage message = poll(Duration.ZERO);
      if (message != null) {
        return message;
      }
    }
  }

  /**
   * Waits for the next message for a while.
   *
   * @param patience how long until it has to begin; zero for ever
   * @return null if none has begun
   * @throws EOFException if the connection has ended
   */
  public @Nullable WebSocketMessage poll(Duration patience) throws IOException {
    return reader.poll(patience);
  }

  /** Sends a text message; blocks while the peer takes nothing. */
  public void send(byte[] utf8) throws IOException {
    write(Opcode.TEXT, utf8);
  }

  /** Sends a binary message; blocks while the peer takes nothing. */
  public void sendBinary(byte[] data) throws IOException {
    write(Opcode.BINARY, data);
  }

  /**
   * Sends a binary message without a copy of it; blocks while the peer takes nothing.
   *
   * @param pieces it in order; read up
   */
  public void sendBinary(List<ByteBuffer> pieces) throws IOException {
    write(Opcode.BINARY, pieces);
  }

  private void write(int opcode, byte[] data) throws IOException {
    write(opcode, List.of(ByteBuffer.wrap(data)));
  }

  private synchronized void write(int opcode, List<ByteBuffer> pieces) throws IOException {
    long size = 0;
    for (ByteBuffer piece : pieces) {
      size += piece.remaining();
    }
    int mask = masks.nextInt();
    ByteBuffer block = ByteBuffer.allocate((int) Math.min(LONGEST_HEAD + size, BLOCK));
    block.put((byte) (WebSocketReader.FINAL | opcode));
    if (size < 126) {
      block.put((byte) (WebSocketReader.MASKED | (int) size));
    } else if (size <= 0xFFFF) {
      block.put((byte) (WebSocketReader.MASKED | 126)).putShort((short) size);
    } else {
      block.put((byte) (WebSocketReader.MASKED | 127)).putLong(size);
    }
    block.putInt(mask);
    int begin = block.position();
    for (ByteBuffer piece : pieces) {
      while (piece.hasRemaining()) {
        if (!block.hasRemaining()) {
          mask = flush(block, begin, mask);
          begin = 0;
        }
        int count = Math.min(piece.remaining(), block.remaining());
        block.put(piece.slice(piece.position(), count));
        piece.position(piece.position() + count);
      }
    }
    int _ = flush(block, begin, mask);
  }

  /** Masks and writes a block; returns the mask for what follows it. */
  private int flush(ByteBuffer block, int begin, int mask) throws IOException {
    int end = block.position();
    int next = Mask.apply(block.duplicate().position(begin).limit(end), mask);
    out.write(block.array(), 0, end);
    block.clear();
    return next;
  }

  /** Ends the connection; a thread that reads gets an exception. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // It is of no use any more in either case.
    }
  }
}
