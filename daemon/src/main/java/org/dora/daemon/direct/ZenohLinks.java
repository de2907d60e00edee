package org.dora.daemon.direct;

import java.util.List;

/**
 * The Zenoh endpoints of one node's session.
 *
 * @param listen where it listens
 * @param connect whom it dials
 */
public record ZenohLinks(String listen, List<String> connect) {
  public ZenohLinks {
    connect = List.copyOf(connect);
  }
}
