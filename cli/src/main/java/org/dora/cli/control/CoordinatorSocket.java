package org.dora.cli.control;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.dora.cli.CoordinatorAddress;
import org.dora.common.net.WebSocketClient;
import org.dora.common.net.WebSocketRefusedException;
import org.dora.common.token.AuthToken;
import org.dora.common.token.TokenFiles;

/** Opens the connection to a coordinator, and says in the user's words why there is none. */
final class CoordinatorSocket {
  private static final String PATH = "/api/control";
  private static final int UNAUTHORIZED = 401;

  private CoordinatorSocket() {}

  /**
   * Connects.
   *
   * @param environment where the token may be named
   * @param largest message that is taken, in bytes
   * @throws NoCoordinatorException if there is no coordinator, or none that takes us
   */
  static WebSocketClient open(
      CoordinatorAddress address, Map<String, String> environment, int largest) {
    String token =
        new TokenFiles(Path.of(""), environment)
            .find(environment)
            .map(AuthToken::secret)
            .orElse(null);
    try {
      return WebSocketClient.connect(
          HostLookup.resolve(address, ControlClient.LIMIT),
          PATH,
          token,
          ControlClient.LIMIT,
          largest);
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
}
