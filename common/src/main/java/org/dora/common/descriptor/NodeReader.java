package org.dora.common.descriptor;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlValue;

/** Reads one entry of {@code nodes}. */
final class NodeReader {
  private final Map<String, String> environment;
  private final List<Finding> warnings;

  NodeReader(Map<String, String> environment, List<Finding> warnings) {
    this.environment = environment;
    this.warnings = warnings;
  }

  NodeDescriptor read(YamlValue node) {
    YamlFields fields = node.fields("struct Node");
    for (YamlFields.Field field : fields.all()) {
      requireKnown(field);
    }
    return new NodeDescriptor(
        id(node, fields),
        fields.text("name"),
        fields.text("description"),
        program(fields),
        fields.read("env", value -> EnvValue.readAll(value, environment)),
        ports(fields),
        logging(fields),
        restart(fields),
        limits(fields),
        DeployReader.read(node, fields, warnings));
  }

  private static void requireKnown(YamlFields.Field field) {
    String name = field.name();
    if (NodeDescriptor.NOT_YET.contains(name) && !field.value().isNull()) {
      throw field.key().refusal("`" + name + "` is not supported yet");
    }
    if (!NodeDescriptor.KEYS.contains(name) && !name.equals(DescriptorParser.OLD_DEPLOY)) {
      throw KeyAdvice.unknown(field, NodeDescriptor.KEYS);
    }
  }

  private static NodeId id(YamlValue node, YamlFields fields) {
    YamlValue value = fields.required("id");
    try {
      return new NodeId(value.text());
    } catch (InvalidIdException e) {
      throw value.inPath(node.path()).refusal(String.valueOf(e.getMessage()));
    }
  }

  private static NodeProgram program(YamlFields fields) {
    return new NodeProgram(fields.text("path"), fields.text("path_sha256"), fields.text("args"));
  }

  private NodePorts ports(YamlFields fields) {
    SortedSet<DataId> outputs = fields.read("outputs", NodeReader::dataIds);
    return new NodePorts(
        byDataId(fields, "inputs", this::input),
        outputs == null ? new TreeSet<>() : outputs,
        byDataId(fields, "input_types", YamlValue::text),
        byDataId(fields, "output_types", YamlValue::text),
        byDataId(fields, "output_framing", NodeReader::framing),
        byDataId(fields, "output_metadata", NodeReader::texts),
        fields.text("pattern"));
  }

  private static NodeLogging logging(YamlFields fields) {
    return new NodeLogging(
        fields.text("send_stdout_as"),
        fields.text("send_logs_as"),
        fields.text("min_log_level"),
        fields.text("max_log_size"),
        fields.unsigned32("max_rotated_files"));
  }

  private static RestartSettings restart(YamlFields fields) {
    RestartPolicy policy = fields.read("restart_policy", NodeReader::restartPolicy);
    Long maxRestarts = fields.unsigned32("max_restarts");
    return new RestartSettings(
        policy == null ? RestartPolicy.NEVER : policy,
        maxRestarts == null ? 0 : maxRestarts,
        Seconds.of(fields.real("restart_delay")),
        Seconds.of(fields.real("max_restart_delay")),
        Seconds.of(fields.real("restart_window")));
  }

  private static NodeLimits limits(YamlFields fields) {
    return new NodeLimits(
        Seconds.of(fields.real("health_check_timeout")),
        Seconds.of(fields.real("startup_timeout")),
        Seconds.of(fields.real("finish_grace_secs")),
        fields.read("shared_memory_pool_size", ByteSize::read),
        fields.read(
            "cpu_affinity", value -> value.items().stream().map(YamlValue::unsigned64).toList()));
  }

  private static RestartPolicy restartPolicy(YamlValue value) {
    String name = value.text();
    return RestartPolicy.of(name)
        .orElseThrow(() -> unknownVariant(value, name, RestartPolicy.NAMES));
  }

  private static OutputFraming framing(YamlValue value) {
    String name = value.text();
    return OutputFraming.of(name)
        .orElseThrow(() -> unknownVariant(value, name, OutputFraming.NAMES));
  }

  private static YamlException unknownVariant(YamlValue value, String name, List<String> names) {
    return value.refusal("unknown variant `" + name + "`, expected " + YamlFields.oneOf(names));
  }

  private static List<String> texts(YamlValue value) {
    return value.items().stream().map(YamlValue::text).toList();
  }

  private static SortedSet<DataId> dataIds(YamlValue outputs) {
    SortedSet<DataId> ids = new TreeSet<>();
    for (YamlValue item : outputs.items()) {
      ids.add(dataId(item.inPath(outputs.path())));
    }
    return ids;
  }

  private static DataId dataId(YamlValue value) {
    try {
      return new DataId(value.text());
    } catch (InvalidIdException e) {
      throw value.refusal(String.valueOf(e.getMessage()));
    }
  }

  private static <T> SortedMap<DataId, T> byDataId(
      YamlFields fields, String key, Function<YamlValue, T> reading) {
    SortedMap<DataId, T> map = new TreeMap<>();
    for (YamlFields.Field field : fields.entries(key)) {
      map.put(dataId(field.key()), reading.apply(field.value()));
    }
    return map;
  }

  private InputDescriptor input(YamlValue value) {
    warnOfIgnoredOptions(value);
    try {
      return InputDescriptor.read(value);
    } catch (YamlException e) {
      String inputs = value.path().substring(0, value.path().indexOf(".inputs") + 7);
      throw e.hiddenBy(inputs, "data did not match any variant of untagged enum InputDef");
    }
  }

  private void warnOfIgnoredOptions(YamlValue input) {
    if (!(input.node() instanceof YamlNode.Mapping)) {
      return;
    }
    for (YamlFields.Field field : input.fields().all()) {
      if (!InputDescriptor.KEYS.contains(field.name())) {
        String advice =
            KeyAdvice.similar(field.name(), InputDescriptor.KEYS)
                .map(key -> ", did you mean `" + key + "`?")
                .orElse("");
        warnings.add(
            Finding.warning(
                field.value().path(),
                "an input has no option `" + field.name() + "`, it is ignored" + advice));
      }
    }
  }
}
