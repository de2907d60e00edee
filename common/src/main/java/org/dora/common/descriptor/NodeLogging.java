package org.dora.common.descriptor;

import java.util.Optional;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the lines that a node prints. Texts are kept as written; the methods read them
 * and may be relied on once {@link DescriptorCheck} has found no errors.
 *
 * @param sendStdoutAs output that carries the raw lines
 * @param sendLogsAs output that carries the lines as log records
 * @param minLogLevel lines that do not pass it are left out of logs
 * @param maxLogSize size at which the log file is rotated
 * @param maxRotatedFiles how many rotated files are kept; null for {@link #DEFAULT_ROTATED_FILES}
 */
public record NodeLogging(
    @Nullable String sendStdoutAs,
    @Nullable String sendLogsAs,
    @Nullable String minLogLevel,
    @Nullable String maxLogSize,
    @Nullable Long maxRotatedFiles) {
  public static final int DEFAULT_ROTATED_FILES = 5;
  static final int MOST_ROTATED_FILES = 100;

  /** The output that carries the raw lines, if any. */
  public Optional<DataId> stdoutOutput() {
    return Optional.ofNullable(sendStdoutAs).map(DataId::new);
  }

  /** The output that carries the lines as log records, if any. */
  public Optional<DataId> logsOutput() {
    return Optional.ofNullable(sendLogsAs).map(DataId::new);
  }

  /** The filter for logs; {@code STDOUT} passes everything. */
  public LogLevel minimumLevel() {
    return Optional.ofNullable(minLogLevel).flatMap(LogLevel::of).orElse(LogLevel.STDOUT);
  }

  /** The size at which the log file is rotated, if it is. */
  public Optional<ByteSize> rotationSize() {
    return Optional.ofNullable(maxLogSize).map(ByteSize::parse);
  }

  /** How many rotated files are kept, 0 to 100. */
  public int rotatedFiles() {
    return maxRotatedFiles == null ? DEFAULT_ROTATED_FILES : Math.toIntExact(maxRotatedFiles);
  }
}
