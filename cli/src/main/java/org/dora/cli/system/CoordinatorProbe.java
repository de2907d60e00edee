package org.dora.cli.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dora.cli.CoordinatorAddress;

/**
 * Asks an address for the health of its coordinator (control-protocol.md, {@code GET /health}),
 * which needs neither a token nor a WebSocket. Never waits longer than its limit, also not for the
 * resolution of a host name.
 */
final class CoordinatorProbe {
  /** Cli.md 1.3: instead of the released CLI's endless wait. */
  static final Duration LIMIT = Duration.ofSeconds(5);

  /** More than the answer of a coordinator has. */
  private static final int MOST = 4096;

  private final CoordinatorAddress address;
  private final Duration limit;

  CoordinatorProbe(CoordinatorAddress address, Duration limit) {
    this.address = address;
    this.limit = limit;
  }

  /** Asks; blocks for at most the limit. */
  CoordinatorState ask() {
    CompletableFuture<CoordinatorState> answer = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("coordinator-probe")
        .start(() -> answer.complete(connectAndAsk()));
    try {
      // The socket's own limits come first and know more; this one also bounds the resolution.
      return answer.get(2 * limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return noAnswer();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return noAnswer();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the probe tells of failures by its result", e);
    }
  }

  private CoordinatorState noAnswer() {
    return new CoordinatorState.Unreachable("no answer within " + limit.toSeconds() + " s");
  }

  private CoordinatorState connectAndAsk() {
    long end = System.nanoTime() + limit.toNanos();
    try (Socket socket = new Socket()) {
      InetSocketAddress target = new InetSocketAddress(address.host(), address.port());
      if (target.isUnresolved()) {
        return new CoordinatorState.Unreachable("unknown host `" + address.host() + "`");
      }
      socket.connect(target, (int) limit.toMillis());
      return healthOver(socket, end);
    } catch (SocketTimeoutException _) {
      return noAnswer();
    } catch (IOException e) {
      return new CoordinatorState.Unreachable(
          Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
    }
  }

  private CoordinatorState healthOver(Socket socket, long end) {
    try {
      String request = "GET /health HTTP/1.1\r\nHost: " + address + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return judge(readAnswer(socket, end));
    } catch (IOException _) {
      return new CoordinatorState.Silent();
    }
  }

  /** Reads until the answer is complete, ends, is too long or too late. */
  private static String readAnswer(Socket socket, long end) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[MOST];
    int size = 0;
    while (size < MOST && !isHealthy(text(buffer, size))) {
      long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      socket.setSoTimeout((int) Math.max(1, millis));
      int read;
      try {
        read = in.read(buffer, size, MOST - size);
      } catch (SocketTimeoutException _) {
        break;
      }
      if (read < 0) {
        break;
      }
      size += read;
    }
    return text(buffer, size);
  }

  private static String text(byte[] buffer, int size) {
    return new String(buffer, 0, size, ISO_8859_1);
  }

  private static CoordinatorState judge(String answer) {
    if (answer.isEmpty()) {
      return new CoordinatorState.Silent();
    }
    if (isHealthy(answer)) {
      return new CoordinatorState.Healthy();
    }
    int end = answer.indexOf('\n');
    return new CoordinatorState.Foreign(printable(end < 0 ? answer : answer.substring(0, end)));
  }

  private static boolean isHealthy(String answer) {
    int body = answer.indexOf("\r\n\r\n");
    return body >= 0
        && answer.startsWith("HTTP/1.1 200")
        && answer.substring(body).strip().equals("ok");
  }

  private static String printable(String line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(line.length(), 60); i++) {
      char c = line.charAt(i);
      text.append(c < ' ' || c > '~' ? '?' : c);
    }
    return text.toString().replaceAll("\\?+$", "").strip();
  }
}
