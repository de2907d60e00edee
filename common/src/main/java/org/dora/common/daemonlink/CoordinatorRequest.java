package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.dora.common.codec.Transparent;
import org.dora.common.id.DaemonId;

/** What a daemon tells the coordinator (control-protocol.md section 12). */
@Json
public sealed interface CoordinatorRequest
    permits CoordinatorRequest.Register,
        CoordinatorRequest.Event,
        CoordinatorRequest.ResolveMachine {
  /** First message of every connection. Answered by {@link RegisterResult}. */
  @Transparent
  record Register(DaemonRegistration registration) implements CoordinatorRequest {}

  /**
   * Something has happened. Not answered.
   *
   * @param daemonId the one of the newest {@link RegisterResult.Registered}
   */
  record Event(DaemonId daemonId, DaemonEvent event) implements CoordinatorRequest {}

  /** Asks for another daemon's address. Answered by {@link ResolveMachineReply}. */
  record ResolveMachine(String machineId) implements CoordinatorRequest {}
}
