package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a node as it is started from a message. What the message does not have, such as a pattern,
 * its descriptor lacks; variables of the dataflow are its own.
 */
final class ResolvedNodeReader {
  private final YamlFields fields;
  private final SortedMap<String, EnvValue> env;

  private ResolvedNodeReader(YamlFields fields) {
    this.fields = fields;
    this.env = env(fields, "env");
  }

  /**
   * @throws YamlException if the value is no such node
   */
  static ResolvedNode read(YamlValue node) {
    YamlFields fields = node.fields("struct ResolvedNode");
    ResolvedNodeReader reader = new ResolvedNodeReader(fields);
    Optional<YamlValue> custom = fields.present("custom");
    if (custom.isPresent()) {
      return reader.program(custom.get().fields("struct CustomNode"));
    }
    Optional<YamlValue> operators = fields.present("operators");
    if (operators.isPresent()) {
      return reader.runtime(operators.get().items(OperatorDescriptor::read));
    }
    throw node.refusal("no variant of enum CoreNodeKind found in flattened data");
  }

  private ResolvedNode program(YamlFields custom) {
    NodeProgram program =
        new NodeProgram(
            custom.required("path").text(), custom.text("path_sha256"), custom.text("args"));
    NodeSource source = source(custom.required("source")).withBuild(custom.text("build"));
    NodePorts ports = new PortsReader(new ArrayList<>()).read(custom);
    NodeDescriptor descriptor = descriptor(custom, program, source, NodeComposition.NONE, ports);
    SortedMap<String, String> bridgeEnv = new TreeMap<>();
    for (Map.Entry<String, EnvValue> entry : env(custom, "envs").entrySet()) {
      bridgeEnv.put(entry.getKey(), entry.getValue().rendered());
    }
    return new ResolvedNode(
        descriptor, env, new ResolvedNode.Kind.Program(program, source, ports, bridgeEnv));
  }

  private ResolvedNode runtime(List<OperatorDescriptor> operators) {
    NodeComposition composition =
        new NodeComposition(operators, null, null, null, Collections.emptySortedMap());
    NodeDescriptor descriptor =
        descriptor(
            fields,
            new NodeProgram(null, null, null),
            NodeSource.LOCAL,
            composition,
            new PortsReader(new ArrayList<>()).read(fields));
    return new ResolvedNode(descriptor, env, new ResolvedNode.Kind.Runtime(operators));
  }

  /**
   * @param settings where logging, restarts and most limits stand
   */
  private NodeDescriptor descriptor(
      YamlFields settings,
      NodeProgram program,
      NodeSource source,
      NodeComposition composition,
      NodePorts ports) {
    return new NodeDescriptor(
        id(),
        fields.text("name"),
        fields.text("description"),
        program,
        source,
        composition,
        env,
        ports,
        NodeReader.logging(settings),
        NodeReader.restart(settings),
        NodeReader.limits(settings, fields),
        fields.read("deploy", DeployReader::read));
  }

  private NodeId id() {
    YamlValue id = fields.required("id");
    try {
      return new NodeId(id.text());
    } catch (InvalidIdException e) {
      throw id.refusal(e.getMessage());
    }
  }

  private static SortedMap<String, EnvValue> env(YamlFields fields, String key) {
    SortedMap<String, EnvValue> env =
        fields.read(key, value -> EnvValue.readAll(value, EnvReading.MESSAGE));
    return env == null ? Collections.emptySortedMap() : env;
  }

  private static NodeSource source(YamlValue source) {
    if (source.isText() && source.text().equals("Local")) {
      return NodeSource.LOCAL;
    }
    YamlFields git =
        source.fields("`Local` or a map").required("GitBranch").fields("struct GitBranch");
    String repo = git.required("repo").text();
    @Nullable YamlFields rev = git.read("rev", YamlValue::fields);
    return rev == null
        ? new NodeSource(null, repo, null, null, null, null)
        : new NodeSource(null, repo, null, rev.text("Branch"), rev.text("Tag"), rev.text("Rev"));
  }
}
