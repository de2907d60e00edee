package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.jspecify.annotations.Nullable;

/**
 * Where a daemon listens for other daemons: at most one of the two.
 *
 * @param endpoint that other machines reach, {@code tcp/10.0.0.1:45001}
 * @param loopbackEndpoint that only the same machine reaches
 */
@Json
public record ZenohEndpoints(@Nullable String endpoint, @Nullable String loopbackEndpoint) {
  /** The daemon does not listen. */
  public static final ZenohEndpoints NONE = new ZenohEndpoints(null, null);
}
