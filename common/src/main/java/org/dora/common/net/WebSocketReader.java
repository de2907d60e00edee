package org.dora.common.net;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts the frames of a server (RFC 6455) together to messages. For one thread. */
final class WebSocketReader {
  static final int FINAL = 0x80;
  static final int MASKED = 0x80;

  /** As much is read from the network at once. */
  private static final int BLOCK = 64 << 10;

  /** How long the rest of a message may be silent once it has begun. */
  private static final Duration STALLED = Duration.ofSeconds(30);

  /** Answers a question for a sign of life. */
  @FunctionalInterface
  interface Ponger {
    void pong(byte[] data) throws IOException;
  }

  private final Socket socket;
  private final DataInputStream in;
  private final int limit;
  private final Ponger ponger;
  private final byte[] block = new byte[BLOCK];

  WebSocketReader(Socket socket, int limit, Ponger ponger) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BLOCK));
    this.limit = limit;
    this.ponger = ponger;
  }

  /** What comes before the first message. */
  DataInputStream in() {
    return in;
  }

  /** As {@link WebSocketClient#poll}. */
  @Nullable WebSocketMessage poll(Duration patience) throws IOException {
    ReceivedBytes binary = new ReceivedBytes();
    try {
      byte[] text = new byte[0];
      int kind = Opcode.CONTINUATION;
      int first = await(patience);
      while (first >= 0) {
        int opcode = first & 0x0F;
        long size = readSize(opcode, text.length + binary.size());
        if (opcode >= Opcode.CLOSE) {
          control(opcode, readBytes((int) size));
        } else {
          kind = kindOf(opcode, kind);
          if (kind == Opcode.TEXT) {
            text = appended(text, (int) size);
          } else {
            binary.append(in::readFully, size, block);
          }
          if ((first & FINAL) != 0) {
            return kind == Opcode.TEXT
                ? new WebSocketMessage.Text(text)
                : new WebSocketMessage.Binary(binary);
          }
        }
        first = kind == Opcode.CONTINUATION ? await(patience) : in.readUnsignedByte();
      }
      return null;
    } catch (IOException | RuntimeException e) {
      binary.close();
      throw e;
    }
  }

  /** Returns the first byte of a frame, -1 if none comes in time. */
  private int await(Duration patience) throws IOException {
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
    try {
      return in.readUnsignedByte();
    } catch (SocketTimeoutException _) {
      return -1;
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout(Math.toIntExact(STALLED.toMillis()));
      }
    }
  }

  /** Returns of what kind the message is of which a frame begins. */
  private static int kindOf(int opcode, int kind) throws ProtocolException {
    if (opcode > Opcode.BINARY) {
      throw unknown(opcode);
    }
    if ((opcode == Opcode.CONTINUATION) == (kind == Opcode.CONTINUATION)) {
      throw new ProtocolException("frames of messages do not follow each other");
    }
    return opcode == Opcode.CONTINUATION ? kind : opcode;
  }

  private void control(int opcode, byte[] data) throws IOException {
    switch (opcode) {
      case Opcode.CLOSE -> throw new EOFException("the peer has closed the connection");
      case Opcode.PING -> ponger.pong(data);
      case Opcode.PONG -> {
        // Asks for nothing.
      }
      default -> throw unknown(opcode);
    }
  }

  private static ProtocolException unknown(int opcode) {
    return new ProtocolException("frame of the unknown kind " + opcode);
  }

  private long readSize(int opcode, long before) throws IOException {
    int second = in.readUnsignedByte();
    if ((second & MASKED) != 0) {
      throw new ProtocolException("a server must not mask its frames");
    }
    long size =
        switch (second) {
          case 126 -> in.readUnsignedShort();
          case 127 -> in.readLong();
          default -> second;
        };
    long most = opcode >= Opcode.CLOSE ? Opcode.LARGEST_CONTROL_FRAME : limit - before;
    if (size < 0 || size > most) {
      throw new MessageTooLargeException(before + size, limit);
    }
    return size;
  }

  private byte[] readBytes(int size) throws IOException {
    return appended(new byte[0], size);
  }

  private byte[] appended(byte[] bytes, int count) throws IOException {
    byte[] all = bytes.length == 0 ? new byte[count] : Arrays.copyOf(bytes, bytes.length + count);
    in.readFully(all, bytes.length, count);
    return all;
  }
}
