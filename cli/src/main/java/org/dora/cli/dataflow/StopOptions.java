package org.dora.cli.dataflow;

import java.time.Duration;
import org.dora.cli.CliException;
import org.dora.cli.DurationArgument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Which dataflow is to be stopped, and how: what {@code stop} and {@code restart} share; a mixin.
 */
final class StopOptions {
  /** How long a daemon waits for nodes unless told otherwise (control-protocol.md section 16). */
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

  /** What coordinator and daemons may need beside the nodes. */
  private static final Duration SLACK = Duration.ofSeconds(60);

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<NAME_OR_UUID>",
      description = "The dataflow: its name, its id, or the start of its id")
  private @Nullable String dataflow;

  @Option(
      names = {"-n", "--name"},
      paramLabel = "<NAME>",
      description = "The dataflow's name")
  private @Nullable String name;

  @Option(
      names = "--grace-duration",
      paramLabel = "<DURATION>",
      converter = DurationArgument.class,
      description =
          "How long nodes may take to end; then they are signalled, after half of it again killed"
              + " [default: 10s]")
  private @Nullable Duration grace;

  @Option(
      names = {"-f", "--force"},
      description = "Kill the nodes at once")
  private boolean force;

  /**
   * Refuses options that exclude each other.
   *
   * @throws CliException in that case
   */
  void check() {
    if (force && grace != null) {
      throw CliException.usage(
          "the argument '--force' cannot be used with '--grace-duration <DURATION>'");
    }
    if (dataflow != null && name != null) {
      throw CliException.usage("the argument '[NAME_OR_UUID]' cannot be used with '--name <NAME>'");
    }
  }

  @Nullable String dataflow() {
    return dataflow != null ? dataflow : name;
  }

  @Nullable Duration grace() {
    return grace;
  }

  boolean force() {
    return force;
  }

  /** After what time something must be wrong. */
  Duration limit() {
    Duration patience = force ? Duration.ZERO : grace == null ? DEFAULT_GRACE : grace;
    return patience.plus(patience.dividedBy(2)).plus(SLACK);
  }
}
