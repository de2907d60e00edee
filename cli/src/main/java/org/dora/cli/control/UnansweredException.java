package org.dora.cli.control;

import java.time.Duration;
import org.dora.cli.CliException;
import org.dora.cli.CoordinatorAddress;
import org.dora.common.control.ControlRequest;

/** A request was not answered in time; the connection is of no use any more. */
final class UnansweredException extends CliException {
  private static final long serialVersionUID = 1L;

  UnansweredException(CoordinatorAddress address, ControlRequest request, Duration limit) {
    super(
        FAILURE,
        "the coordinator at "
            + address
            + " has not answered `"
            + request.getClass().getSimpleName()
            + "` within "
            + limit.toSeconds()
            + " s",
        "it may still do what it was asked for; `dora list` shows how far it is");
  }
}
