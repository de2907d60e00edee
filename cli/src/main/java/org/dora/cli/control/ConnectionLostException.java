package org.dora.cli.control;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Objects;
import org.dora.cli.CliException;
import org.dora.cli.CoordinatorAddress;

/** The connection to the coordinator has ended before the command was done. */
public final class ConnectionLostException extends CliException {
  private static final long serialVersionUID = 1L;

  ConnectionLostException(CoordinatorAddress address, IOException cause) {
    super(
        FAILURE,
        "the connection to the coordinator at " + address + " has ended: " + reasonOf(cause),
        "`dora status` says whether it still runs");
  }

  private static String reasonOf(IOException cause) {
    return cause instanceof EOFException || cause instanceof SocketException
        ? "it was closed"
        : Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
  }
}
