package org.dora.coordinator.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.dora.common.control.ControlRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a request that changes something is called in traces; those that only ask are in none.
 *
 * @param name as the released coordinator calls it, where it has a name for it
 */
record Operation(String name, Map<String, Object> fields) {
  /** Returns the operation that a request is, or null if it only asks. */
  static @Nullable Operation of(ControlRequest request) {
    return switch (request) {
      case ControlRequest.OfDataflow it -> ofDataflow(it);
      case ControlRequest.OfNode it -> ofNode(it);
      case ControlRequest.OfParameters it -> ofParameters(it);
      case ControlRequest.Build(var session, var dataflow, _, _, _, var uv) ->
          of("build_dataflow", "session_id", session, "nodes", dataflow.nodes().size(), "uv", uv);
      case ControlRequest.Clean _ -> of("clean");
      case ControlRequest.Destroy _ -> of("destroy");
      case ControlRequest.Hello _,
          ControlRequest.WaitForBuild _,
          ControlRequest.BuildLogSubscribe _,
          ControlRequest.LogSubscribe _,
          ControlRequest.Logs _,
          ControlRequest.ListDataflows _,
          ControlRequest.Info _,
          ControlRequest.GetNodeInfo _,
          ControlRequest.DaemonConnected _,
          ControlRequest.ConnectedMachines _,
          ControlRequest.CliAndDefaultDaemonOnSameMachine _,
          ControlRequest.TopicSubscribe _,
          ControlRequest.TopicUnsubscribe _,
          ControlRequest.TopicPublish _,
          ControlRequest.GetTraces _,
          ControlRequest.GetTraceSpans _ ->
          null;
    };
  }

  private static @Nullable Operation ofDataflow(ControlRequest.OfDataflow request) {
    return switch (request) {
      case ControlRequest.Start it ->
          of(
              "spawn_dataflow",
              "name",
              it.name(),
              "nodes",
              it.dataflow().nodes().size(),
              "session_id",
              it.sessionId(),
              "build_id",
              it.buildId());
      case ControlRequest.Stop(var dataflow, var grace, boolean force) ->
          stop("dataflow", dataflow, grace, force);
      case ControlRequest.StopByName(String name, var grace, boolean force) ->
          stop("name", name, grace, force);
      case ControlRequest.Restart(var dataflow, var grace, boolean force) ->
          restart("dataflow", dataflow, grace, force);
      case ControlRequest.RestartByName(String name, var grace, boolean force) ->
          restart("name", name, grace, force);
      case ControlRequest.WaitForSpawn _, ControlRequest.Check _ -> null;
    };
  }

  private static Operation stop(String by, Object which, @Nullable Duration grace, boolean force) {
    return of("stop_dataflow", by, which, "grace", grace, "force", force);
  }

  private static Operation restart(
      String by, Object which, @Nullable Duration grace, boolean force) {
    return of("restart_dataflow", by, which, "grace", grace, "force", force);
  }

  private static Operation ofNode(ControlRequest.OfNode request) {
    return switch (request) {
      case ControlRequest.RestartNode(var dataflow, var node, var grace) ->
          of("restart_node", "dataflow", dataflow, "node", node, "grace", grace);
      case ControlRequest.StopNode(var dataflow, var node, var grace) ->
          of("stop_node", "dataflow", dataflow, "node", node, "grace", grace);
      case ControlRequest.Reload(var dataflow, var node, var operator) ->
          of("reload", "dataflow", dataflow, "node", node, "operator", operator);
      case ControlRequest.AddNode(var dataflow, var node) ->
          of("add_node", "dataflow", dataflow, "node", node.id());
      case ControlRequest.RemoveNode(var dataflow, var node, var grace) ->
          of("remove_node", "dataflow", dataflow, "node", node, "grace", grace);
      case ControlRequest.ReplaceNode(var dataflow, var node, var grace) ->
          of("replace_node", "dataflow", dataflow, "node", node.id(), "grace", grace);
      case ControlRequest.AddMapping(var dataflow, var from, var output, var to, var input) ->
          mapping("add_mapping", dataflow, from + "/" + output, to + "/" + input);
      case ControlRequest.RemoveMapping(var dataflow, var from, var output, var to, var input) ->
          mapping("remove_mapping", dataflow, from + "/" + output, to + "/" + input);
    };
  }

  private static Operation mapping(String name, UUID dataflow, String source, String target) {
    return of(name, "dataflow", dataflow, "source", source, "target", target);
  }

  private static @Nullable Operation ofParameters(ControlRequest.OfParameters request) {
    return switch (request) {
      case ControlRequest.SetParam(var dataflow, var node, String key, var value) ->
          of("set_param", "dataflow", dataflow, "node", node, "key", key, "value", value);
      case ControlRequest.DeleteParam(var dataflow, var node, String key) ->
          of("delete_param", "dataflow", dataflow, "node", node, "key", key);
      case ControlRequest.GetParams _, ControlRequest.GetParam _ -> null;
    };
  }

  /**
   * @param fields keys, each with its value behind it; those without a value are left out
   */
  private static Operation of(String name, @Nullable Object... fields) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      Object value = fields[i + 1];
      if (value != null) {
        map.put(String.valueOf(fields[i]), value);
      }
    }
    return new Operation(name, map);
  }
}
