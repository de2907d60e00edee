package org.dora.coordinator;

import java.time.Duration;
import java.util.Map;
import org.dora.common.token.AuthToken;
import org.dora.coordinator.daemons.Placement;
import org.dora.coordinator.server.ServerSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a coordinator is to be.
 *
 * @param server where it listens, and what it takes in
 * @param token what every client has to show; null if none needs to
 * @param spawnLimit how long daemons may take to start processes
 */
public record CoordinatorSettings(
    ServerSettings server, @Nullable AuthToken token, Placement placement, Duration spawnLimit) {
  private static final String SPAWN_LIMIT = "DORA_SPAWN_RESULT_TIMEOUT_SECS";
  private static final Duration USUAL_SPAWN_LIMIT = Duration.ofSeconds(60);

  /** Returns the time that the environment gives daemons to start processes. */
  public static Duration spawnLimit(Map<String, String> environment) {
    try {
      return Duration.ofSeconds(Long.parseLong(environment.getOrDefault(SPAWN_LIMIT, "")));
    } catch (NumberFormatException _) {
      return USUAL_SPAWN_LIMIT;
    }
  }
}
