package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.dora.common.codec.Transparent;

/** How a node's process ended. */
@Json
public sealed interface NodeExitStatus
    permits NodeExitStatus.Success,
        NodeExitStatus.IoError,
        NodeExitStatus.ExitCode,
        NodeExitStatus.Signal,
        NodeExitStatus.Unknown {
  /** With exit code 0. */
  record Success() implements NodeExitStatus {}

  /** Nobody knows: asking failed. */
  @Transparent
  record IoError(String message) implements NodeExitStatus {}

  /** With another exit code. */
  @Transparent
  record ExitCode(int code) implements NodeExitStatus {}

  /** By a signal. */
  @Transparent
  record Signal(int number) implements NodeExitStatus {}

  /** In a way that has no name. */
  record Unknown() implements NodeExitStatus {}
}
