package org.dora.coordinator.server;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How much the coordinator's port takes in (control-protocol.md, sections 2 and 24).
 *
 * @param address where it listens; port 0 for any that is free
 * @param controlMessage largest message of a CLI, in bytes
 * @param daemonMessage largest message of a daemon, in bytes
 * @param controlSlots how many CLIs may be connected at once
 * @param daemonSlots how many daemons may be connected at once
 * @param strangers how many connections may be open that are no WebSocket yet
 * @param upgradesPerMinute how many WebSockets one address that is not loopback may open within 60
 *     s
 * @param patience how long a connection may take over its next complete request
 */
public record ServerSettings(
    InetSocketAddress address,
    int controlMessage,
    int daemonMessage,
    int controlSlots,
    int daemonSlots,
    int strangers,
    int upgradesPerMinute,
    Duration patience) {

  private static final int MIB = 1 << 20;

  /** Returns the usual limits for an address. */
  public static ServerSettings at(InetSocketAddress address) {
    return new ServerSettings(
        address, 16 * MIB, 64 * MIB, 256, 256, 256, 20, Duration.ofSeconds(5));
  }
}
