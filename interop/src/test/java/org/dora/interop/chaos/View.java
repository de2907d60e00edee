package org.dora.interop.chaos;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowStatus;
import org.dora.common.control.NodeInfo;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.id.NodeId;

/**
 * What a CLI is told and what really is, at one moment.
 *
 * @param list of all dataflows
 * @param nodes of the steady dataflow, as the coordinator knows them
 * @param descriptor of the steady dataflow
 * @param parameters of its source, as JSON
 * @param witnesses that live
 */
record View(
    List<DataflowEntry> list,
    List<NodeInfo> nodes,
    Descriptor descriptor,
    SortedMap<String, String> parameters,
    List<Witness> witnesses) {

  /**
   * Looks.
   *
   * @param steady the dataflow that runs all the time
   */
  static View of(Cluster cluster, UUID steady) throws IOException {
    try (ControlClient client = cluster.client()) {
      SortedMap<String, String> parameters = new TreeMap<>();
      client
          .ask(new ControlRequest.GetParams(steady, Steady.SOURCE), ControlReply.ParamList.class)
          .params()
          .forEach(entry -> parameters.put(entry.key(), entry.value().text()));
      return new View(
          list(client),
          client
              .ask(new ControlRequest.GetNodeInfo(), ControlReply.NodeInfoList.class)
              .nodes()
              .stream()
              .filter(node -> node.dataflowId().equals(steady))
              .toList(),
          client.ask(new ControlRequest.Info(steady), ControlReply.DataflowInfo.class).descriptor(),
          parameters,
          Witness.living(cluster.witnesses()));
    }
  }

  static List<DataflowEntry> list(ControlClient client) {
    return client
        .ask(new ControlRequest.ListDataflows(), ControlReply.DataflowList.class)
        .dataflows();
  }

  /** Returns the ids of a name's dataflows in a state. */
  static List<UUID> of(List<DataflowEntry> list, String name, DataflowStatus status) {
    return list.stream()
        .filter(entry -> name.equals(entry.id().name()) && entry.status() == status)
        .map(entry -> entry.id().uuid())
        .toList();
  }

  List<Witness> witnesses(String flow, NodeId node) {
    return witnesses.stream()
        .filter(each -> each.flow().equals(flow) && each.node().equals(node.toString()))
        .toList();
  }
}
