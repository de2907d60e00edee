package org.dora.cli.control;

import org.dora.cli.CliException;
import org.dora.cli.CoordinatorAddress;
import org.jspecify.annotations.Nullable;

/** Says why a command has no connection to the coordinator (cli.md 1.3). */
public final class NoCoordinatorException extends CliException {
  private static final long serialVersionUID = 1L;

  /** What stands between a command and its coordinator. */
  public enum Reason {
    /** Nothing listens there, or the machine cannot be reached. */
    UNREACHABLE,
    /** Something listens, and says nothing. */
    SILENT,
    /** Something listens that is no coordinator. */
    FOREIGN,
    /** A coordinator that wants another token than ours. */
    REJECTED,
    /** A coordinator of another version. */
    INCOMPATIBLE
  }

  private static final String OTHER_PORT =
      "end that program, or name the coordinator's port with `--coordinator-port`";

  private static final String TOKEN_ADVICE =
      """
      a coordinator asks for a token if it was started so or if other machines can connect
        - `DORA_AUTH_TOKEN` counts first, then `.dora-token` here, then ~/.config/dora/.dora-token
        - files that others can read, or that belong to another user, are not used
        - its own is in ~/.config/dora of its user, and stays the same over `dora down` and `dora up`\
      """;

  private final Reason reason;
  private final String found;

  private NoCoordinatorException(
      Reason reason, String found, String message, String hint, @Nullable Throwable cause) {
    super(FAILURE, message, hint, cause);
    this.reason = reason;
    this.found = found;
  }

  static NoCoordinatorException absent(CoordinatorAddress address, String why) {
    return unreachable(address, why, "is the coordinator running? Start it with `dora up`");
  }

  static NoCoordinatorException unreachable(CoordinatorAddress address, String why) {
    return unreachable(address, why, "is that the right address, and is the machine reachable?");
  }

  private static NoCoordinatorException unreachable(
      CoordinatorAddress address, String why, String hint) {
    return new NoCoordinatorException(
        Reason.UNREACHABLE,
        why,
        "cannot connect to coordinator at " + address + ": " + why,
        hint,
        null);
  }

  static NoCoordinatorException silent(CoordinatorAddress address) {
    return new NoCoordinatorException(
        Reason.SILENT,
        "something listens there, but does not answer",
        "cannot connect to coordinator at "
            + address
            + ": something listens there, but has not answered within "
            + ControlClient.LIMIT.toSeconds()
            + " s",
        "the coordinator hangs, or another program uses its port: " + OTHER_PORT,
        null);
  }

  static NoCoordinatorException foreign(CoordinatorAddress address, String answer) {
    return new NoCoordinatorException(
        Reason.FOREIGN,
        answer,
        "cannot connect to coordinator at "
            + address
            + ": what listens there is no coordinator ("
            + answer
            + ")",
        OTHER_PORT,
        null);
  }

  static NoCoordinatorException rejected(CoordinatorAddress address, boolean hadToken) {
    return new NoCoordinatorException(
        Reason.REJECTED,
        "a coordinator runs there, but " + (hadToken ? "rejects the token" : "asks for a token"),
        "authentication failed connecting to coordinator at "
            + address
            + ": HTTP 401 Unauthorized, "
            + (hadToken ? "the token was rejected" : "and there is no token to show"),
        TOKEN_ADVICE,
        null);
  }

  static NoCoordinatorException incompatible(CoordinatorAddress address, RefusedException why) {
    return new NoCoordinatorException(
        Reason.INCOMPATIBLE,
        why.getMessage(),
        "coordinator at " + address + " rejected this CLI: " + why.getMessage(),
        "both must be of versions of dora that go together",
        why);
  }

  /** What the reason is. */
  public Reason reason() {
    return reason;
  }

  /** What was found, without the address: for commands whose own sentence names that. */
  public String found() {
    return found;
  }
}
