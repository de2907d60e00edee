package org.dora.common.descriptor;

import org.dora.common.yaml.TreeWriter;
import org.jspecify.annotations.Nullable;

/** Writes one entry of {@code nodes}, its keys in the order of {@link NodeDescriptor#KEYS}. */
final class NodeWriter {
  private final FieldWriter fields;
  private final TreeWriter out;
  private final PortsWriter ports;
  private final OperatorWriter operators;

  NodeWriter(FieldWriter fields) {
    this.fields = fields;
    this.out = fields.out();
    this.ports = new PortsWriter(fields);
    this.operators = new OperatorWriter(fields);
  }

  void write(NodeDescriptor node) {
    out.beginMap().key("id").text(node.id().value());
    fields.textOrNull("name", node.name());
    fields.textOrNull("description", node.description());
    fields.text("path", node.program().path());
    fields.text("path_sha256", node.program().sha256());
    fields.text("args", node.program().args());
    fields.envOrNull("env", node.env());
    composition(node.composition());
    ports.outputs(node.ports());
    ports.outputTypes(node.ports());
    ports.inputs(node.ports());
    ports.inputTypesToPattern(node.ports());
    OperatorWriter.logging(fields, node.logging());
    source(node.source());
    restart(fields, node);
    fields.seconds("health_check_timeout", node.limits().healthCheckTimeout());
    fields.seconds("finish_grace_secs", node.limits().finishGrace());
    fields.text("module", node.composition().module());
    fields.texts("params", node.composition().params());
    fields.list("cpu_affinity", node.limits().cpuAffinity(), TreeWriter::integer);
    deploy(fields, node.deploy());
    fields.seconds("startup_timeout", node.limits().startupTimeout());
    out.endMap();
  }

  private void composition(NodeComposition composition) {
    fields.list("operators", composition.operators(), (_, each) -> operators.write(each));
    fields.value("operator", composition.operator(), (_, each) -> operators.write(each));
    fields.value("ros2", composition.ros2(), (_, config) -> new Ros2Writer(fields).write(config));
  }

  private void source(NodeSource source) {
    fields.text("build", source.build());
    fields.text("git", source.git());
    fields.text("hub", source.hub());
    fields.text("branch", source.branch());
    fields.text("tag", source.tag());
    fields.text("rev", source.rev());
  }

  static void restart(FieldWriter fields, NodeDescriptor node) {
    RestartSettings restart = node.restart();
    ByteSize pool = node.limits().sharedMemoryPoolSize();
    boolean never = restart.policy() == RestartPolicy.NEVER;
    fields.choice("restart_policy", restart.policy().text(), never);
    fields.integer("shared_memory_pool_size", pool == null ? null : pool.bytes());
    if (!fields.isCompact() || restart.maxRestarts() != 0) {
      fields.out().key("max_restarts").integer(restart.maxRestarts());
    }
    fields.seconds("restart_delay", restart.delay());
    fields.seconds("max_restart_delay", restart.maxDelay());
    fields.seconds("restart_window", restart.window());
  }

  /** Writes {@code deploy} of a node or of the document. */
  static void deploy(FieldWriter fields, @Nullable Deploy deploy) {
    TreeWriter out = fields.out();
    if (deploy == null) {
      fields.textOrNull("deploy", null);
      return;
    }
    out.key("deploy").beginMap();
    fields.textOrNull("machine", deploy.machine());
    fields.textOrNull("working_dir", deploy.workingDir());
    fields.texts("labels", deploy.labels());
    boolean isDefault = deploy.distribution() == Deploy.Distribution.LOCAL;
    fields.choice("distribute", deploy.distribution().text(), isDefault);
    out.endMap();
  }
}
