package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlValue;

/** Reads one entry of {@code nodes}. */
final class NodeReader {
  private static final List<String> READABLE = readable();

  /** Stands for an id that was refused, so that the other keys of its node are read as well. */
  private static final NodeId REFUSED = new NodeId("_");

  private final EnvReading env;
  private final List<Finding> warnings;

  NodeReader(EnvReading env, List<Finding> warnings) {
    this.env = env;
    this.warnings = warnings;
  }

  NodeDescriptor read(YamlValue node) {
    YamlFields fields = node.fields("struct Node");
    KeyAdvice.requireKnown(fields, READABLE, NodeDescriptor.KEYS);
    NodeId id = node.read(_ -> id(node, fields));
    return new NodeDescriptor(
        id == null ? REFUSED : id,
        fields.text("name"),
        fields.text("description"),
        new NodeProgram(fields.text("path"), fields.text("path_sha256"), fields.text("args")),
        source(fields),
        composition(fields),
        fields.read("env", value -> EnvValue.readAll(value, env)),
        new PortsReader(warnings).read(fields),
        logging(fields),
        restart(fields),
        limits(fields, fields),
        DeployReader.read(node, fields, warnings));
  }

  /**
   * Reads a node within a message: the form that {@link NodeDescriptorJson} writes.
   *
   * @throws YamlException if it is none
   */
  static NodeDescriptor message(YamlValue node) {
    return new NodeReader(EnvReading.MESSAGE, new ArrayList<>()).read(node);
  }

  private static List<String> readable() {
    List<String> keys = new ArrayList<>(NodeDescriptor.KEYS);
    keys.add(DescriptorParser.OLD_DEPLOY);
    return List.copyOf(keys);
  }

  private static NodeId id(YamlValue node, YamlFields fields) {
    YamlValue value = fields.required("id");
    try {
      return new NodeId(value.text());
    } catch (InvalidIdException e) {
      throw value.inPath(node.path()).refusal(String.valueOf(e.getMessage()));
    }
  }

  private static NodeSource source(YamlFields fields) {
    return new NodeSource(
        fields.text("build"),
        fields.text("git"),
        fields.text("hub"),
        fields.text("branch"),
        fields.text("tag"),
        fields.text("rev"));
  }

  private NodeComposition composition(YamlFields fields) {
    OperatorReader operators = new OperatorReader(warnings);
    return new NodeComposition(
        fields.read("operators", value -> value.items(operators::entry)),
        fields.read("operator", operators::single),
        fields.read("ros2", new Ros2Reader(warnings)::read),
        fields.text("module"),
        fields.readOr("params", Collections.emptySortedMap(), NodeReader::params));
  }

  private static SortedMap<String, String> params(YamlValue value) {
    SortedMap<String, String> params = new TreeMap<>();
    for (YamlFields.Field field : value.fields().all()) {
      field.read(each -> params.put(each.name(), each.value().text()));
    }
    return params;
  }

  static NodeLogging logging(YamlFields fields) {
    return new NodeLogging(
        fields.text("send_stdout_as"),
        fields.text("send_logs_as"),
        fields.text("min_log_level"),
        fields.text("max_log_size"),
        fields.unsigned32("max_rotated_files"));
  }

  static RestartSettings restart(YamlFields fields) {
    return new RestartSettings(
        fields.readOr("restart_policy", RestartPolicy.NEVER, NodeReader::restartPolicy),
        fields.readOr("max_restarts", 0L, YamlValue::unsigned32),
        Seconds.of(fields.real("restart_delay")),
        Seconds.of(fields.real("max_restart_delay")),
        Seconds.of(fields.real("restart_window")));
  }

  /**
   * @param node where the cores stand; in a message apart from the other limits
   */
  static NodeLimits limits(YamlFields fields, YamlFields node) {
    return new NodeLimits(
        Seconds.of(fields.real("health_check_timeout")),
        Seconds.of(fields.real("startup_timeout")),
        Seconds.of(fields.real("finish_grace_secs")),
        fields.read("shared_memory_pool_size", ByteSize::read),
        node.read("cpu_affinity", value -> value.items(YamlValue::unsigned64)));
  }

  private static RestartPolicy restartPolicy(YamlValue value) {
    String name = variant(value);
    return RestartPolicy.of(name)
        .orElseThrow(() -> unknownVariant(value, name, RestartPolicy.NAMES));
  }

  /** Returns the name of one of several choices. */
  static String variant(YamlValue value) {
    if (value.leniency() == YamlValue.Leniency.TYPED && !value.isText()) {
      throw value.invalidType("string or map");
    }
    return value.text();
  }

  static YamlException unknownVariant(YamlValue value, String name, List<String> names) {
    return value.refusal("unknown variant `" + name + "`, expected " + YamlFields.oneOf(names));
  }
}
