package org.dora.common.descriptor;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.yaml.TreeWriter;
import org.jspecify.annotations.Nullable;

/** Writes a node as it is started, as messages have it (control-protocol.md section 11). */
final class ResolvedNodeWriter {
  private final FieldWriter fields;
  private final TreeWriter out;

  ResolvedNodeWriter(FieldWriter fields) {
    this.fields = fields;
    this.out = fields.out();
  }

  void write(ResolvedNode node) {
    NodeDescriptor descriptor = node.descriptor();
    out.beginMap().key("id").text(node.id().value());
    fields.textOrNull("name", descriptor.name());
    fields.textOrNull("description", descriptor.description());
    fields.envOrNull("env", node.env().isEmpty() ? null : node.env());
    if (descriptor.limits().cpuAffinity() == null) {
      out.key("cpu_affinity").nothing();
    }
    fields.list("cpu_affinity", descriptor.limits().cpuAffinity(), TreeWriter::integer);
    NodeWriter.deploy(fields, descriptor.deploy());
    switch (node.kind()) {
      case ResolvedNode.Kind.Program program -> {
        out.key("custom").beginMap();
        program(descriptor, program);
        out.endMap();
      }
      case ResolvedNode.Kind.Runtime runtime -> {
        OperatorWriter operators = new OperatorWriter(fields);
        fields.list("operators", runtime.operators(), (_, each) -> operators.write(each));
      }
    }
    out.endMap();
  }

  private void program(NodeDescriptor node, ResolvedNode.Kind.Program program) {
    out.key("path").text(String.valueOf(program.program().path())).key("source");
    source(program.source());
    fields.text("path_sha256", program.program().sha256());
    fields.text("args", program.program().args());
    fields.envOrNull("envs", bridgeEnv(program.bridgeEnv()));
    fields.text("build", program.source().build());
    OperatorWriter.logging(fields, node.logging());
    NodeWriter.restart(fields, node);
    fields.seconds("health_check_timeout", node.limits().healthCheckTimeout());
    fields.seconds("finish_grace_secs", node.limits().finishGrace());
    PortsWriter ports = new PortsWriter(fields);
    ports.inputs(program.ports());
    ports.outputs(program.ports());
    ports.outputTypes(program.ports());
    ports.inputTypes(program.ports());
    fields.seconds("startup_timeout", node.limits().startupTimeout());
  }

  private void source(NodeSource source) {
    if (source.git() == null) {
      out.text("Local");
      return;
    }
    out.beginMap().key("GitBranch").beginMap().key("repo").text(source.git()).key("rev");
    if (source.branch() != null) {
      reference("Branch", source.branch());
    } else if (source.tag() != null) {
      reference("Tag", source.tag());
    } else if (source.rev() != null) {
      reference("Rev", source.rev());
    } else {
      out.nothing();
    }
    out.endMap().endMap();
  }

  private void reference(String kind, String name) {
    out.beginMap().key(kind).text(name).endMap();
  }

  private static @Nullable SortedMap<String, EnvValue> bridgeEnv(SortedMap<String, String> env) {
    if (env.isEmpty()) {
      return null;
    }
    SortedMap<String, EnvValue> values = new TreeMap<>();
    for (Map.Entry<String, String> entry : env.entrySet()) {
      values.put(entry.getKey(), new EnvValue.Text(entry.getValue()));
    }
    return values;
  }
}
