package org.dora.cli.node;

import org.dora.cli.Console;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.Dataflows;
import org.dora.common.control.DataflowRef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The running dataflow that a command works on; a mixin. */
public final class DataflowTarget {
  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Option(
      names = {"-d", "--dataflow"},
      paramLabel = "<NAME_OR_UUID>",
      description =
          "The dataflow: its name, its id, or the start of its id (default: the only one)")
  private @Nullable String dataflow;

  /** What a command does with its dataflow. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void on(ControlClient client, DataflowRef dataflow);
  }

  /** Whether the user names a dataflow. */
  public boolean isGiven() {
    return dataflow != null;
  }

  /** Returns a connection to the coordinator. */
  public ControlClient connect() {
    return ControlClient.connect(coordinator);
  }

  /** Returns the dataflow. */
  public DataflowRef find(ControlClient client, Console console) {
    return Dataflows.of(client).findOrOnly(dataflow, Dataflows.Scope.RUNNING, console);
  }

  /**
   * Connects, finds the dataflow and works on it.
   *
   * @return the exit code of a command that has not failed
   */
  public int work(Console console, Work work) {
    try (ControlClient client = connect()) {
      work.on(client, find(client, console));
      return 0;
    }
  }
}
