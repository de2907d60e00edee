package org.dora.common.config;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.dora.common.descriptor.ByteSize;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.OutputFraming;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.yaml.FlowWriter;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a node configuration as any daemon writes it: YAML in block or flow style with the tag
 * {@code !Tcp}, or JSON. Unknown keys are ignored.
 */
public final class NodeConfigReader {
  private NodeConfigReader() {}

  /**
   * Reads the value of {@code DORA_NODE_CONFIG}, or the JSON form of a configuration.
   *
   * @throws InvalidNodeConfigException naming key, place, found and expected
   */
  public static NodeConfig read(String text) {
    try {
      return config(YamlValue.root(YamlParser.parse(text)));
    } catch (YamlException e) {
      throw new InvalidNodeConfigException("invalid node configuration: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a daemon's answer on the dynamic-node port.
   *
   * @throws InvalidNodeConfigException with the daemon's reason if it refuses, or naming key,
   *     place, found and expected if the answer is none
   */
  public static NodeConfig readReply(String json) {
    try {
      YamlValue reply = YamlValue.root(YamlParser.parse(json)).fields().required("NodeConfig");
      YamlFields result = reply.fields().required("result").fields();
      String refusal = result.text("Err");
      if (refusal != null) {
        throw new InvalidNodeConfigException(
            "the daemon gives no configuration for this node: " + refusal, null);
      }
      return config(result.required("Ok"));
    } catch (YamlException e) {
      throw new InvalidNodeConfigException("invalid answer of the daemon: " + e.getMessage(), e);
    }
  }

  static NodeConfig config(YamlValue root) {
    YamlFields fields = root.fields("struct NodeConfig");
    Long restartCount = fields.unsigned32("restart_count");
    return new NodeConfig(
        uuid(fields.required("dataflow_id")),
        nodeId(fields.required("node_id")),
        runConfig(fields.required("run_config")),
        fields.read("daemon_communication", NodeConfigReader::communication),
        new FlowWriter().node(fields.required("dataflow_descriptor").node()).toString(),
        fields.required("dynamic").bool(),
        fields.text("write_events_to"),
        restartCount == null ? 0 : restartCount,
        fields.optional("output_routing").isEmpty()
            ? null
            : map(fields, "output_routing", NodeConfigReader::routing));
  }

  private static NodeRunConfig runConfig(YamlValue value) {
    YamlFields fields = value.fields("struct NodeRunConfig");
    List<DataId> outputs = new ArrayList<>();
    for (YamlValue output : fields.items("outputs")) {
      outputs.add(dataId(output));
    }
    return new NodeRunConfig(
        map(fields, "inputs", InputDescriptor::read),
        outputs,
        map(fields, "output_types", YamlValue::text),
        map(fields, "output_framing", NodeConfigReader::framing),
        map(fields, "input_types", YamlValue::text),
        fields.read("shared_memory_pool_size", ByteSize::read));
  }

  private static <T> SortedMap<DataId, T> map(
      YamlFields fields, String key, Function<YamlValue, T> reading) {
    SortedMap<DataId, T> map = new TreeMap<>();
    for (YamlFields.Field field : fields.entries(key)) {
      map.put(dataId(field.key()), reading.apply(field.value()));
    }
    return map;
  }

  private static DaemonCommunication communication(YamlValue value) {
    String tag = value.node().tag();
    if (tag != null) {
      return variant(value, tag.startsWith("!") ? tag.substring(1) : tag, value);
    }
    if (value.node() instanceof YamlNode.Scalar) {
      return variant(value, value.text(), null);
    }
    List<YamlFields.Field> variants = value.fields().all();
    if (variants.size() != 1) {
      throw value.refusal("expected one of `Tcp`, `Interactive` as the only key");
    }
    return variant(value, variants.get(0).name(), variants.get(0).value());
  }

  private static DaemonCommunication variant(
      YamlValue place, String name, @Nullable YamlValue content) {
    return switch (name) {
      case "Tcp" -> {
        if (content == null) {
          throw place.refusal("missing field `socket_addr`");
        }
        yield tcp(content.fields().required("socket_addr"));
      }
      case "Interactive" -> new DaemonCommunication.Interactive();
      default ->
          throw place.refusal("unknown variant `" + name + "`, expected `Tcp` or `Interactive`");
    };
  }

  private static DaemonCommunication.Tcp tcp(YamlValue address) {
    String text = address.text();
    try {
      return DaemonCommunication.Tcp.parse(text);
    } catch (IllegalArgumentException e) {
      throw address.refusal(
          "invalid socket address `" + text + "`, expected `<ip>:<port>`: " + e.getMessage());
    }
  }

  private static OutputRouting routing(YamlValue value) {
    YamlFields fields = value.fields("struct OutputRouting");
    Boolean daemonOnly = fields.bool("daemon_only");
    List<OutputRouting.Receiver> ackers = new ArrayList<>();
    for (YamlValue acker : fields.items("required_ackers")) {
      ackers.add(receiver(acker));
    }
    return new OutputRouting(daemonOnly != null && daemonOnly, ackers);
  }

  private static OutputRouting.Receiver receiver(YamlValue value) {
    YamlFields fields = value.fields("struct Receiver");
    return new OutputRouting.Receiver(
        nodeId(fields.required("node_id")), dataId(fields.required("input_id")));
  }

  private static OutputFraming framing(YamlValue value) {
    return OutputFraming.of(value.text())
        .orElseThrow(() ->
            value.refusal("unknown variant `" + value.text() + "`, expected `raw` or `arrow-ipc`"));
  }

  private static UUID uuid(YamlValue value) {
    String text = value.text();
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw value.refusal("`" + text + "` is no UUID: " + e.getMessage());
    }
  }

  private static NodeId nodeId(YamlValue value) {
    try {
      return new NodeId(value.text());
    } catch (InvalidIdException e) {
      throw value.refusal(String.valueOf(e.getMessage()));
    }
  }

  private static DataId dataId(YamlValue value) {
    try {
      return new DataId(value.text());
    } catch (InvalidIdException e) {
      throw value.refusal(String.valueOf(e.getMessage()));
    }
  }
}
