package org.dora.common.daemonlink;

import java.util.List;
import org.dora.common.codec.Default;
import org.dora.common.codec.Json;
import org.dora.common.codec.Name;
import org.dora.common.codec.Transparent;
import org.dora.common.id.DaemonId;

/** What the coordinator answers to a daemon's first message. */
@Json
public sealed interface RegisterResult permits RegisterResult.Registered, RegisterResult.Refused {
  /**
   * The daemon is known from now on.
   *
   * @param daemonId what it calls itself in all events
   * @param peerZenohEndpoints where the daemons listen that registered before it
   */
  @Name("Ok")
  record Registered(DaemonId daemonId, @Default List<String> peerZenohEndpoints)
      implements RegisterResult {}

  /** The daemon cannot take part. */
  @Name("Err")
  @Transparent
  record Refused(String reason) implements RegisterResult {}
}
