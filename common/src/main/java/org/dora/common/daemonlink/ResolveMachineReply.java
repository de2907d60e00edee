package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.jspecify.annotations.Nullable;

/** What the coordinator answers to {@link CoordinatorRequest.ResolveMachine}. */
@Json
public sealed interface ResolveMachineReply permits ResolveMachineReply.ResolveMachineResult {
  /**
   * Whether such a daemon is connected.
   *
   * @param address of its control connection, {@code 10.0.0.2:51234}
   */
  record ResolveMachineResult(boolean found, @Nullable String address)
      implements ResolveMachineReply {}
}
