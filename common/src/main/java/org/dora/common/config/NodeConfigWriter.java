package org.dora.common.config;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.dora.common.descriptor.OutputFraming;
import org.dora.common.id.DataId;
import org.dora.common.version.DoraVersion;
import org.dora.common.yaml.FlowWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a node configuration in its two forms: JSON for the dynamic-node port, and for {@code
 * DORA_NODE_CONFIG} the same with the one YAML tag that the released reader insists on.
 */
public final class NodeConfigWriter {
  /** Longest environment variable that Linux passes on, name and terminator included, in bytes. */
  public static final int LONGEST_VARIABLE = 128 * 1024;

  private final FlowWriter out;
  private final boolean tagged;

  private NodeConfigWriter(FlowWriter out, boolean tagged) {
    this.out = out;
    this.tagged = tagged;
  }

  /** Returns the value of {@code DORA_NODE_CONFIG}: one line of YAML. */
  public static String yaml(NodeConfig config) {
    return write(config, new FlowWriter(), true);
  }

  /** Returns the configuration as JSON, as a dynamic node gets it. */
  public static String json(NodeConfig config) {
    return write(config, new FlowWriter(), false);
  }

  /** Returns the answer to a dynamic node that is to run with this configuration. */
  public static String reply(NodeConfig config) {
    return "{\"NodeConfig\":{\"result\":{\"Ok\":" + json(config) + "}}}";
  }

  /**
   * Returns the answer to a dynamic node that is to run with this configuration and to exchange
   * messages with others directly. It also names this daemon's version, a key that released nodes
   * do not look at: ours sends nothing past itself to dynamic nodes.
   *
   * @param listen the Zenoh endpoint on which it must listen
   * @param connect those that it dials
   */
  public static String reply(NodeConfig config, String listen, List<String> connect) {
    FlowWriter links = new FlowWriter();
    links.beginMap().key("listen").text(listen).key("connect").beginList();
    connect.forEach(links::text);
    links.endList().endMap();
    FlowWriter daemon = new FlowWriter();
    daemon.text(DoraVersion.announced());
    return "{\"NodeConfig\":{\"result\":{\"Ok\":"
        + json(config)
        + "},\"zenoh\":"
        + links
        + ",\"daemon\":"
        + daemon
        + "}}";
  }

  /** Returns the answer to a dynamic node that cannot run, with the reason. */
  public static String refusal(String reason) {
    FlowWriter out = new FlowWriter();
    out.beginMap().key("NodeConfig").beginMap().key("result").beginMap().key("Err").text(reason);
    return out.endMap().endMap().endMap().toString();
  }

  /** Writes the form for a variable as a part of something larger. */
  static void yaml(NodeConfig config, FlowWriter out) {
    write(config, out, true);
  }

  private static String write(NodeConfig config, FlowWriter out, boolean tagged) {
    new NodeConfigWriter(out, tagged).write(config);
    return out.toString();
  }

  private void write(NodeConfig config) {
    out.beginMap().key("dataflow_id").text(config.dataflowId().toString());
    out.key("node_id").text(config.nodeId().value());
    out.key("run_config");
    runConfig(config.runConfig());
    out.key("daemon_communication");
    communication(config.daemonCommunication());
    out.key("dataflow_descriptor").raw(config.dataflowDescriptor());
    out.key("dynamic").bool(config.dynamic());
    out.key("write_events_to");
    if (config.writeEventsTo() == null) {
      out.nothing();
    } else {
      out.text(config.writeEventsTo());
    }
    out.key("restart_count").integer(config.restartCount());
    out.key("output_routing");
    if (config.outputRouting() == null) {
      out.nothing();
    } else {
      map(config.outputRouting(), NodeConfigWriter::routing);
    }
    out.endMap();
  }

  private void runConfig(NodeRunConfig config) {
    out.beginMap().key("inputs");
    map(config.inputs(), (writer, input) -> input.write(writer));
    out.key("outputs").beginList();
    config.outputs().forEach(output -> out.text(output.value()));
    out.endList();
    unlessEmpty("output_types", config.outputTypes(), FlowWriter::text);
    unlessEmpty(
        "output_framing",
        config.outputFraming(),
        (FlowWriter writer, OutputFraming framing) -> writer.text(framing.text()));
    unlessEmpty("input_types", config.inputTypes(), FlowWriter::text);
    if (config.sharedMemoryPoolSize() != null) {
      out.key("shared_memory_pool_size").integer(config.sharedMemoryPoolSize().bytes());
    }
    out.endMap();
  }

  private void communication(@Nullable DaemonCommunication communication) {
    switch (communication) {
      case null -> out.nothing();
      case DaemonCommunication.Interactive _ -> out.text("Interactive");
      case DaemonCommunication.Tcp tcp -> {
        if (tagged) {
          out.tag("!Tcp").beginMap();
        } else {
          out.beginMap().key("Tcp").beginMap();
        }
        out.key("socket_addr").text(tcp.text()).endMap();
        if (!tagged) {
          out.endMap();
        }
      }
    }
  }

  private static void routing(FlowWriter out, OutputRouting routing) {
    out.beginMap().key("daemon_only").bool(routing.daemonOnly());
    out.key("required_ackers").beginList();
    for (OutputRouting.Receiver receiver : routing.requiredAckers()) {
      out.beginMap().key("node_id").text(receiver.node().value());
      out.key("input_id").text(receiver.input().value()).endMap();
    }
    out.endList().endMap();
  }

  private <T> void unlessEmpty(
      String key, Map<DataId, T> values, BiConsumer<FlowWriter, T> writing) {
    if (!values.isEmpty()) {
      out.key(key);
      map(values, writing);
    }
  }

  private <T> void map(Map<DataId, T> values, BiConsumer<FlowWriter, T> writing) {
    out.beginMap();
    values.forEach((id, value) -> {
      out.key(id.value());
      writing.accept(out, value);
    });
    out.endMap();
  }
}
