package org.dora.cli.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.Dataflows;
import org.dora.cli.control.NoCoordinatorException;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DaemonInfo;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowStatus;
import org.dora.common.control.NodeInfo;
import org.dora.common.daemonlink.NodeStatus;

/** Whether a coordinator answers, and what it says of daemons, dataflows and nodes. */
final class CoordinatorCheck implements Check {
  private static final String SUBJECT = "Coordinator";

  private final CoordinatorAddress address;
  private final Map<String, String> environment;

  CoordinatorCheck(CoordinatorAddress address, Map<String, String> environment) {
    this.address = address;
    this.environment = environment;
  }

  @Override
  public List<Diagnosis> diagnose() {
    try (ControlClient client = ControlClient.connect(address, environment)) {
      List<Diagnosis> found = new ArrayList<>();
      found.add(Diagnosis.pass(SUBJECT, "reachable at " + address));
      found.addAll(daemons(client));
      found.add(dataflows(client));
      found.addAll(nodes(client));
      return found;
    } catch (NoCoordinatorException e) {
      return List.of(
          Diagnosis.fail(SUBJECT, "not reachable at " + address + ": " + e.found(), advice(e)));
    } catch (CliException e) {
      return List.of(Diagnosis.fail(SUBJECT, "does not answer: " + e.getMessage(), e.hint()));
    }
  }

  private static String advice(NoCoordinatorException e) {
    return e.reason() == NoCoordinatorException.Reason.UNREACHABLE
        ? "`dora run` needs none; all else does: `dora up` starts one"
        : e.hint();
  }

  private static List<Diagnosis> daemons(ControlClient client) {
    boolean connected =
        client
            .ask(new ControlRequest.DaemonConnected(), ControlReply.DaemonConnected.class)
            .connected();
    List<DaemonInfo> daemons =
        client
            .ask(new ControlRequest.ConnectedMachines(), ControlReply.ConnectedDaemons.class)
            .daemons();
    StringBuilder machines = new StringBuilder().append(daemons.size());
    for (DaemonInfo daemon : daemons) {
      machines
          .append('\n')
          .append(daemon.daemonId())
          .append(" (heartbeat: ")
          .append(daemon.lastHeartbeatAgoMs())
          .append("ms ago)");
    }
    Diagnosis count =
        daemons.isEmpty()
            ? Diagnosis.warn("Connected machines", "0", "`dora up` or `dora daemon` starts one")
            : Diagnosis.pass("Connected machines", machines.toString());
    return List.of(
        connected
            ? Diagnosis.pass("Daemon", "connected")
            : Diagnosis.fail("Daemon", "not connected", "`dora up` or `dora daemon` starts one"),
        count);
  }

  private static Diagnosis dataflows(ControlClient client) {
    List<DataflowEntry> dataflows = Dataflows.of(client).entries();
    int running = 0;
    int failed = 0;
    for (DataflowEntry dataflow : dataflows) {
      running += dataflow.status() == DataflowStatus.RUNNING ? 1 : 0;
      failed += dataflow.status() == DataflowStatus.FAILED ? 1 : 0;
    }
    return Diagnosis.pass(
        "Dataflows", running + " running, " + failed + " failed, " + dataflows.size() + " total");
  }

  private static List<Diagnosis> nodes(ControlClient client) {
    List<NodeInfo> nodes =
        client.ask(new ControlRequest.GetNodeInfo(), ControlReply.NodeInfoList.class).nodes();
    if (nodes.isEmpty()) {
      return List.of();
    }
    int degraded = count(nodes, NodeStatus.DEGRADED) + count(nodes, NodeStatus.RESTARTING);
    int failed = count(nodes, NodeStatus.FAILED);
    int stopped = count(nodes, NodeStatus.STOPPED);
    int healthy = nodes.size() - degraded - failed - stopped;
    String detail =
        nodes.size()
            + " total, "
            + (stopped == nodes.size() ? "all stopped" : healthy + " healthy")
            + (degraded == 0 ? "" : ", " + degraded + " degraded")
            + (failed == 0 ? "" : ", " + failed + " failed")
            + (stopped == 0 || stopped == nodes.size() ? "" : ", " + stopped + " stopped");
    if (failed > 0) {
      return List.of(Diagnosis.fail("Nodes", detail, "`dora node list` shows which"));
    }
    return List.of(
        degraded > 0
            ? Diagnosis.warn("Nodes", detail, "`dora node list` shows which")
            : Diagnosis.pass("Nodes", detail));
  }

  private static int count(List<NodeInfo> nodes, NodeStatus status) {
    int count = 0;
    for (NodeInfo node : nodes) {
      if (node.metrics() != null && node.metrics().status() == status) {
        count++;
      }
    }
    return count;
  }
}
