package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlValue;

/**
 * Reads {@code ros2}, where every key is known or refused - except beside {@code kind: dds}, where
 * the released reader drops what it does not know.
 */
final class Ros2Reader {
  private static final String KIND = "kind";

  /** The released reader buffers what follows {@code kind}, so scalars keep their type there. */
  private static final List<String> ZENOH_KEYS = List.of("compatibility", "config_uri");

  private final List<Finding> warnings;

  Ros2Reader(List<Finding> warnings) {
    this.warnings = warnings;
  }

  Ros2Config read(YamlValue value) {
    YamlFields fields = value.fields("struct Ros2BridgeConfig");
    KeyAdvice.requireKnown(fields, Ros2Config.KEYS);
    return new Ros2Config(
        fields.readOr("transport", new Ros2Config.Transport.Dds(), this::transport),
        fields.text("topic"),
        fields.text("message_type"),
        fields.readOr("direction", Ros2Config.Direction.SUBSCRIBE, Ros2Reader::direction),
        fields.read("topics", topics -> topics.items(Ros2Reader::topic)),
        fields.text("service"),
        fields.text("service_type"),
        fields.text("action"),
        fields.text("action_type"),
        fields.read("role", Ros2Reader::role),
        fields.readOr("qos", Ros2Config.Qos.DEFAULT, Ros2Reader::qos),
        fields.readOr("namespace", Ros2Config.DEFAULT_NAMESPACE, YamlValue::text),
        fields.text("node_name"));
  }

  private Ros2Config.Transport transport(YamlValue value) {
    String expected = "internally tagged enum Ros2TransportConfig";
    if (value.isNull()) {
      throw value.invalidType(expected);
    }
    YamlFields fields = value.fields(expected);
    YamlValue kind = fields.required(KIND);
    return switch (kind.text()) {
      case "dds" -> {
        warnOfIgnored(fields);
        yield new Ros2Config.Transport.Dds();
      }
      case "zenoh" -> zenoh(value.typed());
      default -> throw unknown(kind, "dds", "zenoh");
    };
  }

  private static Ros2Config.Transport.Zenoh zenoh(YamlValue value) {
    YamlFields fields = value.fields();
    List<String> known = new ArrayList<>(ZENOH_KEYS);
    known.add(KIND);
    KeyAdvice.requireKnown(fields, known, ZENOH_KEYS);
    return new Ros2Config.Transport.Zenoh(
        compatibility(fields.required("compatibility")),
        fields.read("config_uri", Ros2Reader::uri));
  }

  private void warnOfIgnored(YamlFields fields) {
    for (YamlFields.Field field : fields.all()) {
      if (!field.name().equals(KIND)) {
        warnings.add(KeyAdvice.ignored(field, List.of(KIND), "the transport `dds`"));
      }
    }
  }

  private static String uri(YamlValue value) {
    if (!value.isText()) {
      throw value.invalidType("path string");
    }
    return value.text();
  }

  private static Ros2Config.Compatibility compatibility(YamlValue value) {
    return switch (NodeReader.variant(value)) {
      case "humble" -> Ros2Config.Compatibility.HUMBLE;
      case "rep2016" -> Ros2Config.Compatibility.REP2016;
      default -> throw unknown(value, "humble", "rep2016");
    };
  }

  private static Ros2Config.Direction direction(YamlValue value) {
    return switch (value.text()) {
      case "subscribe" -> Ros2Config.Direction.SUBSCRIBE;
      case "publish" -> Ros2Config.Direction.PUBLISH;
      default -> throw unknown(value, "subscribe", "publish");
    };
  }

  private static Ros2Config.Role role(YamlValue value) {
    return switch (value.text()) {
      case "client" -> Ros2Config.Role.CLIENT;
      case "server" -> Ros2Config.Role.SERVER;
      default -> throw unknown(value, "client", "server");
    };
  }

  private static Ros2Config.Topic topic(YamlValue value) {
    YamlFields fields = value.fields("struct Ros2TopicConfig");
    KeyAdvice.requireKnown(fields, Ros2Config.Topic.KEYS);
    return new Ros2Config.Topic(
        fields.required("topic").text(),
        fields.required("message_type").text(),
        fields.readOr("direction", Ros2Config.Direction.SUBSCRIBE, Ros2Reader::direction),
        fields.text("output"),
        fields.text("input"),
        fields.read("qos", Ros2Reader::qos));
  }

  private static Ros2Config.Qos qos(YamlValue value) {
    YamlFields fields = value.fields("struct Ros2QosConfig");
    KeyAdvice.requireKnown(fields, Ros2Config.Qos.KEYS);
    return new Ros2Config.Qos(
        fields.readOr("reliable", false, YamlValue::bool),
        fields.text("durability"),
        fields.text("liveliness"),
        Seconds.of(fields.real("lease_duration")),
        Seconds.of(fields.real("max_blocking_time")),
        fields.read("keep_last", YamlValue::signed32),
        fields.readOr("keep_all", false, YamlValue::bool));
  }

  private static YamlException unknown(YamlValue value, String... names) {
    return NodeReader.unknownVariant(value, value.text(), List.of(names));
  }
}
