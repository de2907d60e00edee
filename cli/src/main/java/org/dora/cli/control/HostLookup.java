package org.dora.cli.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dora.cli.CoordinatorAddress;

/** Finds the address of a host within a limit, which the system's own search does not know. */
final class HostLookup {
  private HostLookup() {}

  /**
   * Returns the address to connect to.
   *
   * @throws UnknownHostException if there is no such host, or nobody says so in time
   */
  static InetSocketAddress resolve(CoordinatorAddress address, Duration limit)
      throws UnknownHostException {
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(address.host()), address.port());
    } catch (IllegalArgumentException _) {
      InetSocketAddress found = search(address, limit);
      if (found.isUnresolved()) {
        throw new UnknownHostException("unknown host `" + address.host() + "`");
      }
      return found;
    }
  }

  private static InetSocketAddress search(CoordinatorAddress address, Duration limit)
      throws UnknownHostException {
    CompletableFuture<InetSocketAddress> found = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("host-lookup")
        .start(() -> found.complete(new InetSocketAddress(address.host(), address.port())));
    try {
      return found.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new UnknownHostException(
            "no answer within " + limit.toSeconds() + " s to what `" + address.host() + "` is");
      }
      throw e;
    }
  }
}
