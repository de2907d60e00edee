package org.dora.common.id;

import java.util.UUID;
import org.dora.common.codec.Json;
import org.jspecify.annotations.Nullable;

/**
 * Names a daemon.
 *
 * @param machineId name of the machine as its operator chose it, null for an unnamed daemon
 * @param uuid new at each connection of a released daemon; ours keep theirs
 */
@Json
public record DaemonId(@Nullable String machineId, UUID uuid) {

  /** Returns the form that reports and logs use: {@code <machine>-<uuid>}, or the UUID alone. */
  @Override
  public String toString() {
    return machineId == null ? uuid.toString() : machineId + "-" + uuid;
  }
}
