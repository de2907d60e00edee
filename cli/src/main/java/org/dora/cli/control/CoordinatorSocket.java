package org.dora.cli.control;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.dora.cli.CliException;
import org.dora.cli.CoordinatorAddress;
import org.dora.common.DoraException;
import org.dora.common.control.BinaryFrame;
import org.dora.common.frame.Frame;
import org.dora.common.net.MessageTooLargeException;
import org.dora.common.net.ReceivedBytes;
import org.dora.common.net.WebSocketClient;
import org.dora.common.net.WebSocketMessage;
import org.dora.common.net.WebSocketRefusedException;
import org.dora.common.token.AuthToken;
import org.dora.common.token.TokenFiles;
import org.jspecify.annotations.Nullable;

/**
 * The connection to a coordinator, whose troubles it tells in the user's words: why there is none,
 * that it is lost, or that what comes cannot be understood.
 */
final class CoordinatorSocket implements AutoCloseable {
  private static final String PATH = "/api/control";
  private static final int UNAUTHORIZED = 401;

  /** What a coordinator says. */
  sealed interface Said {
    record Text(Frame frame) implements Said {}

    record Binary(BinaryFrame frame) implements Said {}
  }

  private final CoordinatorAddress address;
  private final WebSocketClient socket;

  private CoordinatorSocket(CoordinatorAddress address, WebSocketClient socket) {
    this.address = address;
    this.socket = socket;
  }

  /**
   * Connects.
   *
   * @param environment where the token may be named
   * @param largest message that is taken, in bytes
   * @throws NoCoordinatorException if there is no coordinator, or none that takes us
   */
  static CoordinatorSocket open(
      CoordinatorAddress address, Map<String, String> environment, int largest) {
    String token =
        new TokenFiles(Path.of(""), environment)
            .find(environment)
            .map(AuthToken::secret)
            .orElse(null);
    try {
      return new CoordinatorSocket(
          address,
          WebSocketClient.connect(
              HostLookup.resolve(address, ControlClient.LIMIT),
              PATH,
              token,
              ControlClient.LIMIT,
              largest));
    } catch (WebSocketRefusedException e) {
      throw e.status() == UNAUTHORIZED
          ? NoCoordinatorException.rejected(address, token != null)
          : NoCoordinatorException.foreign(address, "it answers " + e.getMessage());
    } catch (ProtocolException e) {
      throw NoCoordinatorException.foreign(address, reasonOf(e));
    } catch (EOFException _) {
      throw NoCoordinatorException.foreign(address, "it ends the connection without an answer");
    } catch (SocketTimeoutException _) {
      throw NoCoordinatorException.silent(address);
    } catch (ConnectException e) {
      throw NoCoordinatorException.absent(address, reasonOf(e));
    } catch (IOException e) {
      throw NoCoordinatorException.unreachable(address, reasonOf(e));
    }
  }

  private static String reasonOf(IOException e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }

  /**
   * Sends a message.
   *
   * @throws ConnectionLostException if that is not possible any more
   */
  void send(byte[] message) {
    try {
      socket.send(message);
    } catch (IOException e) {
      throw new ConnectionLostException(address, e);
    }
  }

  /**
   * Waits for the next message.
   *
   * @return null if none comes in time
   * @throws ConnectionLostException if none can come any more
   * @throws CliException if it is too large, or not understood
   */
  @Nullable Said receive(Duration patience) {
    try {
      return switch (socket.poll(patience)) {
        case null -> null;
        case WebSocketMessage.Text(byte[] text) -> new Said.Text(Frame.read(text));
        case WebSocketMessage.Binary(ReceivedBytes data) -> new Said.Binary(BinaryFrame.read(data));
      };
    } catch (DoraException e) {
      throw incomprehensible(e);
    } catch (MessageTooLargeException e) {
      throw new CliException(
          CliException.FAILURE,
          "the coordinator at " + address + " sends " + e.getMessage(),
          "ask for less, such as fewer lines of a log by `--tail`",
          e);
    } catch (IOException e) {
      throw new ConnectionLostException(address, e);
    }
  }

  /** Returns what to say of a message that is none of those that a coordinator may send. */
  CliException incomprehensible(DoraException e) {
    return new CliException(
        CliException.FAILURE,
        "cannot understand what the coordinator at " + address + " says",
        "",
        e);
  }

  @Override
  public void close() {
    socket.close();
  }
}
