package org.dora.common.schema;

/** Describes what happens to the lines that a node or an operator prints. */
final class LoggingSchema {
  private LoggingSchema() {}

  /**
   * @param text what passes for text here
   */
  static void add(Properties properties, Schema text) {
    properties
        .add(
            "send_stdout_as",
            Values.dataId(text.orNull())
                .described(
                    "Sends each line that is printed on this output; list it in `outputs`, too, if"
                        + " somebody reads it.")
                .example("stdout"))
        .add(
            "send_logs_as",
            Values.dataId(text.orNull())
                .described("Sends each line as a log record in JSON on this output.")
                .example("logs"))
        .add(
            "min_log_level",
            Schema.any(Values.level(), Schema.of("null"))
                .described(
                    "Lines of less important levels are left out of the logs; `stdout` lets"
                        + " everything pass."))
        .add(
            "max_log_size",
            Values.byteSize(text.orNull())
                .described(
                    "Size at which the log file is rotated, in bytes or with KB, MB, GB (powers of"
                        + " 1024). Never if not given.")
                .example("50MB", "1.5 GB"))
        .add(
            "max_rotated_files",
            Schema.of("integer", "null")
                .atLeast(0)
                .atMost(100)
                .byDefault(5)
                .described("How many rotated log files are kept beside the current one."));
  }
}
