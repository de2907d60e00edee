package org.dora.common.daemonlink;

import java.util.List;
import org.dora.common.codec.Default;
import org.dora.common.codec.Json;
import org.dora.common.codec.Name;
import org.dora.common.codec.Omit;
import org.dora.common.codec.Transparent;
import org.dora.common.codec.Unsigned;
import org.dora.common.id.DaemonId;
import org.jspecify.annotations.Nullable;

/** What the coordinator answers to a daemon's first message. */
@Json
public sealed interface RegisterResult permits RegisterResult.Registered, RegisterResult.Refused {
  /**
   * The daemon is known from now on.
   *
   * @param daemonId what it calls itself in all events
   * @param peerZenohEndpoints where the daemons listen that registered before it
   * @param maxMessageBytes the largest message that our coordinator takes from a daemon; null from
   *     the released one, which drops daemons that send more than 1 MiB
   */
  @Name("Ok")
  record Registered(
      DaemonId daemonId,
      @Default List<String> peerZenohEndpoints,
      @Unsigned(32) @Omit @Nullable Long maxMessageBytes)
      implements RegisterResult {
    /** What the released coordinator says. */
    public Registered(DaemonId daemonId, List<String> peerZenohEndpoints) {
      this(daemonId, peerZenohEndpoints, null);
    }
  }

  /** The daemon cannot take part. */
  @Name("Err")
  @Transparent
  record Refused(String reason) implements RegisterResult {}
}
