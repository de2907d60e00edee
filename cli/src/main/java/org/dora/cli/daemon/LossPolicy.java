package org.dora.cli.daemon;

import java.time.Duration;
import org.dora.cli.DurationArgument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What becomes of nodes while there is no coordinator.
 *
 * @param stopAfter when they are stopped; null for never
 */
record LossPolicy(@Nullable Duration stopAfter) {
  /** Nodes run on. */
  static final LossPolicy KEEP = new LossPolicy(null);

  private static final String STOP_AFTER = "stop-after:";

  /** Reads {@code keep} or {@code stop-after:90s}. */
  static final class Argument implements ITypeConverter<LossPolicy> {
    @Override
    public LossPolicy convert(String value) {
      if (value.equals("keep")) {
        return KEEP;
      }
      if (value.startsWith(STOP_AFTER)) {
        return new LossPolicy(DurationArgument.parse(value.substring(STOP_AFTER.length())));
      }
      throw new TypeConversionException(
          "expected `keep` or `stop-after:DURATION`, such as stop-after:90s");
    }
  }
}
