package org.dora.daemon.link;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon is told about its coordinator.
 *
 * @param host name or address of the coordinator, looked up for each attempt
 * @param port of the coordinator
 * @param machineId null for a daemon without a name
 * @param labels by which nodes are placed on it
 * @param token looked up for each attempt: a coordinator that starts anew makes another one
 * @param stopAfter how long nodes run on without a coordinator; null for ever
 * @param keys folder with the keys by which our coordinator knows daemons again
 * @param directory of the daemon, in which dataflows without a folder of their own get one
 * @param environment that build commands inherit
 */
public record LinkSettings(
    String host,
    int port,
    @Nullable String machineId,
    SortedMap<String, String> labels,
    Supplier<@Nullable String> token,
    @Nullable Duration stopAfter,
    Path keys,
    Path directory,
    Map<String, String> environment) {
  public LinkSettings {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    directory = directory.toAbsolutePath();
    environment = Map.copyOf(environment);
  }

  /** Returns the coordinator's address as it is now. */
  InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  /** Returns the link's URL, for messages. */
  String url() {
    return "ws://"
        + (host.indexOf(':') < 0 ? host : "[" + host + "]")
        + ":"
        + port
        + CoordinatorLink.PATH;
  }
}
