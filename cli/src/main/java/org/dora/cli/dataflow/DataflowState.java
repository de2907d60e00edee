package org.dora.cli.dataflow;

import java.util.Locale;
import org.dora.common.control.DataflowStatus;

/** The states of dataflows as the command line names them. */
enum DataflowState {
  RUNNING("Running"),
  FINISHED("Finished"),
  FAILED("Failed");

  private final String title;

  DataflowState(String title) {
    this.title = title;
  }

  static DataflowState of(DataflowStatus status) {
    return switch (status) {
      case RUNNING -> RUNNING;
      case FINISHED -> FINISHED;
      case FAILED -> FAILED;
    };
  }

  /** The name in tables and JSON. */
  String title() {
    return title;
  }

  /** The name as an option takes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
