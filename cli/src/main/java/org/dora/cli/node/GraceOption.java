package org.dora.cli.node;

import java.time.Duration;
import org.dora.cli.DurationArgument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a node may take to end; a mixin. */
final class GraceOption {
  private static final Duration SLACK = Duration.ofSeconds(60);

  @Option(
      names = {"--grace", "--grace-duration"},
      paramLabel = "<DURATION>",
      converter = DurationArgument.class,
      description = "How long the node may take to end before it is killed [default: 5s]")
  private @Nullable Duration grace;

  @Nullable Duration duration() {
    return grace;
  }

  /** After what time something must be wrong. */
  Duration limit() {
    return grace == null ? SLACK : SLACK.plus(grace).plus(grace.dividedBy(2));
  }
}
