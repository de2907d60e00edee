package org.dora.cli;

import org.dora.common.descriptor.LogLevel;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a level of {@code --log-level}, in any case. */
public final class LogLevelArgument implements ITypeConverter<LogLevel> {
  @Override
  public LogLevel convert(String value) {
    return LogLevel.of(value)
        .orElseThrow(() ->
            new TypeConversionException(
                "invalid log level: '"
                    + value
                    + "', expected one of: error, warn, info, debug, trace, stdout"));
  }
}
