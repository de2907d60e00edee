package org.dora.common.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.EnvValue;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.OperatorDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a build is still that of a descriptor: a hash of all that commands of a build can
 * depend on (dataflow.md section 9.2). The descriptor must be flat and its nodes of one kind each.
 */
public final class BuildFingerprint {
  private static final String SCHEMA = "dora-session-build-inputs-v3\n";

  private final StringBuilder text = new StringBuilder(SCHEMA);

  private BuildFingerprint() {}

  /** Returns the fingerprint of a flat descriptor. */
  public static String of(Descriptor descriptor) {
    BuildFingerprint fingerprint = new BuildFingerprint();
    List<NodeDescriptor> nodes = new ArrayList<>(descriptor.nodes());
    nodes.sort(Comparator.comparing(NodeDescriptor::id));
    for (NodeDescriptor node : nodes) {
      fingerprint.node(node, descriptor.environmentOf(node));
    }
    return Fnv1a.hex(fingerprint.text.toString());
  }

  private void node(NodeDescriptor node, SortedMap<String, EnvValue> environment) {
    List<OperatorDescriptor> operators = operatorsOf(node);
    line("node:" + node.id());
    line("build:" + (operators == null ? orNone(node.source().build()) : "none"));
    if (operators != null) {
      line("source:none");
    } else {
      source(node);
    }
    environment(environment);
    line("cwd:" + orNone(node.deploy() == null ? null : node.deploy().workingDir()));
    if (operators != null) {
      operators(operators);
    }
  }

  private void source(NodeDescriptor node) {
    if (node.source().git() == null) {
      line("source:local");
      return;
    }
    line("source:git");
    line("repo:" + node.source().git());
    line("rev:" + GitReference.of(node.source()).canonical());
  }

  private void environment(SortedMap<String, EnvValue> environment) {
    if (environment.isEmpty()) {
      line("env:none");
      return;
    }
    line("env:");
    environment.forEach((name, value) -> line("  " + name + "=" + value.rendered()));
  }

  private void operators(List<OperatorDescriptor> operators) {
    if (operators.isEmpty()) {
      line("operators:none");
      return;
    }
    List<OperatorDescriptor> sorted = new ArrayList<>(operators);
    sorted.sort(Comparator.comparing(operator -> operator.effectiveId().value()));
    line("operators:");
    for (OperatorDescriptor operator : sorted) {
      line("  op:" + operator.effectiveId());
      line("    build:" + orNone(operator.build()));
      line("    source-kind:" + operator.source().key());
    }
  }

  private static @Nullable List<OperatorDescriptor> operatorsOf(NodeDescriptor node) {
    OperatorDescriptor single = node.composition().operator();
    return single != null ? List.of(single) : node.composition().operators();
  }

  private static String orNone(@Nullable String value) {
    return value == null ? "none" : value;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
