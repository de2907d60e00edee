package org.dora.common.descriptor;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.dora.common.id.DataId;
import org.dora.common.yaml.FlowWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a descriptor as JSON (RFC 8259) with the keys, order and defaults of {@code dora expand}
 * (dataflow.md section 1.2); what {@link DescriptorParser} reads back is the same descriptor as
 * long as no env text holds a {@code $}, which every reader substitutes (section 3.4).
 */
public final class DescriptorJson {
  private final FlowWriter out;

  private DescriptorJson(FlowWriter out) {
    this.out = out;
  }

  /** Returns the descriptor as one line of JSON. */
  public static String text(Descriptor descriptor) {
    FlowWriter out = new FlowWriter();
    new DescriptorJson(out).document(descriptor);
    return out.toString();
  }

  private void document(Descriptor descriptor) {
    out.beginMap().key("nodes").beginList();
    descriptor.nodes().forEach(this::node);
    out.endList();
    deploy(descriptor.deploy());
    out.key("debug")
        .beginMap()
        .key("enable_debug_inspection")
        .bool(descriptor.debugInspection())
        .endMap();
    out.key("health_check_interval");
    real(descriptor.healthCheckInterval());
    optional("strict_types", descriptor.strictTypes(), FlowWriter::bool);
    optional("exit_when_nodes_finish", descriptor.exitWhenNodesFinish(), FlowWriter::bool);
    if (!descriptor.typeRules().isEmpty()) {
      out.key("type_rules").beginList();
      for (TypeRule rule : descriptor.typeRules()) {
        out.beginMap().key("from").text(rule.from()).key("to").text(rule.to()).endMap();
      }
      out.endList();
    }
    optional("env", descriptor.env(), DescriptorJson::env);
    out.endMap();
  }

  private void node(NodeDescriptor node) {
    out.beginMap().key("id").text(node.id().value());
    nullable("name", node.name(), FlowWriter::text);
    nullable("description", node.description(), FlowWriter::text);
    optional("path", node.program().path(), FlowWriter::text);
    optional("path_sha256", node.program().sha256(), FlowWriter::text);
    optional("args", node.program().args(), FlowWriter::text);
    nullable("env", node.env(), DescriptorJson::env);
    ports(node.ports());
    logging(node.logging());
    RestartSettings restart = node.restart();
    out.key("restart_policy").text(restart.policy().text());
    ByteSize pool = node.limits().sharedMemoryPoolSize();
    optional("shared_memory_pool_size", pool == null ? null : pool.bytes(), FlowWriter::integer);
    out.key("max_restarts").integer(restart.maxRestarts());
    seconds("restart_delay", restart.delay());
    seconds("max_restart_delay", restart.maxDelay());
    seconds("restart_window", restart.window());
    seconds("health_check_timeout", node.limits().healthCheckTimeout());
    seconds("finish_grace_secs", node.limits().finishGrace());
    optional("cpu_affinity", node.limits().cpuAffinity(), DescriptorJson::cores);
    deploy(node.deploy());
    seconds("startup_timeout", node.limits().startupTimeout());
    out.endMap();
  }

  private void ports(NodePorts ports) {
    out.key("outputs").beginList();
    ports.outputs().forEach(output -> out.text(output.value()));
    out.endList();
    byOutput("output_types", ports.outputTypes(), FlowWriter::text);
    byOutput("output_framing", ports.outputFraming(), (writer, each) -> writer.text(each.text()));
    out.key("inputs").beginMap();
    ports
        .inputs()
        .forEach((id, input) -> {
          out.key(id.value());
          input.write(out);
        });
    out.endMap();
    byOutput("input_types", ports.inputTypes(), FlowWriter::text);
    byOutput("output_metadata", ports.outputMetadata(), DescriptorJson::texts);
    optional("pattern", ports.pattern(), FlowWriter::text);
  }

  private void logging(NodeLogging logging) {
    optional("send_stdout_as", logging.sendStdoutAs(), FlowWriter::text);
    optional("send_logs_as", logging.sendLogsAs(), FlowWriter::text);
    optional("min_log_level", logging.minLogLevel(), FlowWriter::text);
    optional("max_log_size", logging.maxLogSize(), FlowWriter::text);
    optional("max_rotated_files", logging.maxRotatedFiles(), FlowWriter::integer);
  }

  private void deploy(@Nullable Deploy deploy) {
    out.key("deploy");
    if (deploy == null) {
      out.nothing();
      return;
    }
    out.beginMap();
    nullable("machine", deploy.machine(), FlowWriter::text);
    nullable("working_dir", deploy.workingDir(), FlowWriter::text);
    if (!deploy.labels().isEmpty()) {
      out.key("labels").beginMap();
      deploy.labels().forEach((name, value) -> out.key(name).text(value));
      out.endMap();
    }
    out.key("distribute").text(deploy.distribution().text()).endMap();
  }

  private <T> void byOutput(
      String key, SortedMap<DataId, T> map, BiConsumer<FlowWriter, T> writing) {
    if (map.isEmpty()) {
      return;
    }
    out.key(key).beginMap();
    map.forEach((id, value) -> {
      out.key(id.value());
      writing.accept(out, value);
    });
    out.endMap();
  }

  private <T> void optional(String key, @Nullable T value, BiConsumer<FlowWriter, T> writing) {
    if (value != null) {
      out.key(key);
      writing.accept(out, value);
    }
  }

  private <T> void nullable(String key, @Nullable T value, BiConsumer<FlowWriter, T> writing) {
    out.key(key);
    if (value == null) {
      out.nothing();
    } else {
      writing.accept(out, value);
    }
  }

  private void seconds(String key, @Nullable Seconds seconds) {
    if (seconds != null) {
      out.key(key);
      real(seconds);
    }
  }

  /**
   * JSON has no infinity: such a span, which {@link DescriptorCheck} refuses, is written as null.
   */
  private void real(@Nullable Seconds seconds) {
    if (seconds == null || !Double.isFinite(seconds.value())) {
      out.nothing();
    } else {
      out.real(seconds.value());
    }
  }

  private static void env(FlowWriter out, Map<String, EnvValue> env) {
    out.beginMap();
    env.forEach((name, value) -> {
      out.key(name);
      value.write(out);
    });
    out.endMap();
  }

  private static void cores(FlowWriter out, List<Long> cores) {
    out.beginList();
    cores.forEach(out::integer);
    out.endList();
  }

  private static void texts(FlowWriter out, List<String> texts) {
    out.beginList();
    texts.forEach(out::text);
    out.endList();
  }
}
