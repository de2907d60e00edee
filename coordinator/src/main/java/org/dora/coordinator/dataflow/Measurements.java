package org.dora.coordinator.dataflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dora.common.control.DataflowStatus;
import org.dora.common.metrics.DataflowLabels;
import org.dora.common.metrics.MetricsText;
import org.dora.common.metrics.NodeFamilies;
import org.dora.common.metrics.NodeSample;

/**
 * What there is to measure of dataflows at one moment, so that the text can be written elsewhere
 * than on the conductor.
 *
 * @param states how many dataflows are in each
 * @param nodes of dataflows that run
 * @param logs lines of dataflows that run, by node and level
 */
public record Measurements(
    Map<String, Integer> states,
    List<NodeSample> nodes,
    Map<DataflowLabels, Map<String, long[]>> logs) {
  private static final List<String> STATES =
      List.of("starting", "running", "stopping", "recovering", "finished", "failed");

  /** Measures. For the conductor. */
  public static Measurements of(Dataflows dataflows) {
    Map<String, Integer> states = new TreeMap<>();
    STATES.forEach(state -> states.put(state, 0));
    List<NodeSample> nodes = new ArrayList<>();
    Map<DataflowLabels, Map<String, long[]>> logs = new LinkedHashMap<>();
    for (DataflowRun run : dataflows.running()) {
      states.merge(stateOf(run), 1, Integer::sum);
      DataflowLabels labels = new DataflowLabels(run.id(), run.name());
      nodes.addAll(run.nodes().samples(labels));
      logs.put(labels, run.logs().counts().counts());
    }
    dataflows.archived().forEach(run -> states.merge(stateOf(run), 1, Integer::sum));
    return new Measurements(states, nodes, logs);
  }

  private static String stateOf(DataflowRun run) {
    return switch (run.phase()) {
      case Phase.Starting _ -> "starting";
      case Phase.Running _ -> "running";
      case Phase.Stopping _ -> "stopping";
      case Phase.Recovering _ -> "recovering";
      case Phase.Ended(_, DataflowStatus status) ->
          status == DataflowStatus.FAILED ? "failed" : "finished";
    };
  }

  /** Writes all. */
  public void write(MetricsText text) {
    text.gauge("dora_dataflows", "Dataflows that the coordinator knows, by state.");
    states.forEach((state, count) -> text.value(count, "state", state));
    NodeFamilies.write(text, nodes);
    NodeFamilies.writeLogs(text, logs);
  }
}
