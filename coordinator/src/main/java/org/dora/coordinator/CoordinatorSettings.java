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
 * @param buildLimit how long daemons may take over a build
 * @param respawnBackoff least time from one start of what a daemon has lost to the next
 */
public record CoordinatorSettings(
    ServerSettings server,
    @Nullable AuthToken token,
    Placement placement,
    Duration spawnLimit,
    Duration buildLimit,
    Duration respawnBackoff) {
  private static final Duration USUAL_SPAWN_LIMIT = Duration.ofSeconds(60);
  private static final Duration USUAL_BUILD_LIMIT = Duration.ofMinutes(20);
  private static final Duration USUAL_RESPAWN_BACKOFF = Duration.ofSeconds(30);

  /** Returns the settings with the limits that the environment gives. */
  public static CoordinatorSettings of(
      ServerSettings server,
      @Nullable AuthToken token,
      Placement placement,
      Map<String, String> environment) {
    return new CoordinatorSettings(
        server,
        token,
        placement,
        seconds(environment, "DORA_SPAWN_RESULT_TIMEOUT_SECS", USUAL_SPAWN_LIMIT),
        seconds(environment, "DORA_BUILD_RESULT_TIMEOUT_SECS", USUAL_BUILD_LIMIT),
        USUAL_RESPAWN_BACKOFF);
  }

  private static Duration seconds(
      Map<String, String> environment, String variable, Duration usual) {
    try {
      return Duration.ofSeconds(Long.parseLong(environment.getOrDefault(variable, "")));
    } catch (NumberFormatException _) {
      return usual;
    }
  }
}
