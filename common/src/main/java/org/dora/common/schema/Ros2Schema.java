package org.dora.common.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.DescriptorKeys;

/** Describes a bridge to ROS 2. */
final class Ros2Schema {
  private static final String NAME = "^/?[A-Za-z_][A-Za-z0-9_]*(/[A-Za-z_][A-Za-z0-9_]*)*$";
  private static final String TYPE = "^[A-Za-z0-9_]+/[A-Za-z0-9_]+$";

  private Ros2Schema() {}

  static Schema bridge() {
    Properties properties = new Properties();
    properties.add("transport", transport());
    addTopic(properties);
    addService(properties);
    properties
        .add(
            "qos",
            Schema.any(Schema.reference("ros2_qos"), Schema.of("null"))
                .described("Quality of service of all topics that have none of their own."))
        .add(
            "namespace",
            Values.optionalText()
                .byDefault("/")
                .described("Namespace of the ROS 2 node.")
                .example("/robot1"))
        .add(
            "node_name",
            Values.optionalText()
                .described("Name of the ROS 2 node; made up if not given.")
                .example("dora_bridge"));
    return properties.object(DescriptorKeys.ROS2).with("oneOf", modes());
  }

  /** What a bridge is for. */
  private static List<Schema> modes() {
    List<Schema> modes = new ArrayList<>();
    modes.add(Schema.having("topic", "message_type"));
    modes.add(Schema.having("topics"));
    modes.add(Schema.having("service", "service_type", "role"));
    modes.add(Schema.having("action", "action_type", "role"));
    return modes;
  }

  private static Schema transport() {
    Schema dds =
        Schema.of("object")
            .with("properties", Map.of("kind", Values.constant("dds")))
            .with("additionalProperties", false)
            .required("kind");
    Properties zenoh =
        new Properties()
            .add("kind", Values.constant("zenoh"))
            .add(
                "compatibility",
                Schema.choice(List.of("humble", "rep2016"))
                    .described("The dialect of `rmw_zenoh` to speak."))
            .add(
                "config_uri",
                Values.quotedText()
                    .orNull()
                    .with("minLength", 1)
                    .described("File with a Zenoh configuration.")
                    .example("zenoh.json5"));
    return Schema.any(
            dds,
            zenoh
                .object(List.of("kind", "compatibility", "config_uri"))
                .required("kind", "compatibility"))
        .byDefault(Map.of("kind", "dds"))
        .described("How ROS 2 is reached: DDS, or Zenoh as `rmw_zenoh` speaks it.");
  }

  private static void addTopic(Properties properties) {
    properties
        .add(
            "topic",
            name("The topic, if there is only one. It is bound to the output (or input, with"
                    + " `direction: publish`) of its name with `_` for `/`, or to the only one.")
                .example("/robot/scan"))
        .add("message_type", type("Message type of the topic.").example("sensor_msgs/LaserScan"))
        .add("direction", direction())
        .add(
            "topics",
            Schema.list(Schema.reference("ros2_topic"))
                .orNull()
                .with("minItems", 1)
                .with("maxItems", 64)
                .described("Several topics."));
  }

  private static void addService(Properties properties) {
    properties
        .add("service", name("A service to call or to offer.").example("/add_two_ints"))
        .add("service_type", type("Type of the service.").example("example_interfaces/AddTwoInts"))
        .add("action", name("An action to call or to offer.").example("/navigate"))
        .add("action_type", type("Type of the action.").example("nav2_msgs/NavigateToPose"))
        .add(
            "role",
            Schema.any(Schema.choice(List.of("client", "server")), Schema.of("null"))
                .described("Which side of the service or action dora takes."));
  }

  private static Schema name(String description) {
    return Values.optionalText().pattern(NAME).described(description);
  }

  private static Schema type(String description) {
    return Values.optionalText().pattern(TYPE).described(description + " `package/Name`.");
  }

  private static Schema direction() {
    return Schema.choice(List.of("subscribe", "publish"))
        .byDefault("subscribe")
        .described("`subscribe` brings messages of ROS 2 into dora, `publish` the other way.");
  }

  static Schema topic() {
    return new Properties()
        .add("topic", Values.text().pattern(NAME).described("The topic.").example("/cmd_vel"))
        .add(
            "message_type",
            Values.text()
                .pattern(TYPE)
                .described("Message type of the topic. `package/Name`.")
                .example("geometry_msgs/Twist"))
        .add("direction", direction())
        .add(
            "output",
            Values.optionalText()
                .described(
                    "The node's output that carries what is subscribed; the topic's name with `_`"
                        + " for `/` if not given."))
        .add(
            "input",
            Values.optionalText()
                .described(
                    "The node's input that is published; the topic's name with `_` for `/` if not"
                        + " given."))
        .add(
            "qos",
            Schema.any(Schema.reference("ros2_qos"), Schema.of("null"))
                .described("Quality of service; that of the bridge if not given."))
        .object(DescriptorKeys.ROS2_TOPIC)
        .required("topic", "message_type");
  }

  static Schema qos() {
    return new Properties()
        .add(
            "reliable",
            Values.bool().byDefault(false).described("Whether lost messages are sent again."))
        .add(
            "durability",
            optionalChoice(DescriptorKeys.DURABILITIES)
                .described("Whether late subscribers get the last messages."))
        .add(
            "liveliness",
            optionalChoice(DescriptorKeys.LIVELINESSES)
                .described("How publishers show that they are alive."))
        .add(
            "lease_duration",
            Values.seconds().described("Seconds after which a silent publisher counts as gone."))
        .add(
            "max_blocking_time",
            Values.seconds().described("Seconds that a reliable publisher waits for room."))
        .add(
            "keep_last",
            Schema.of("integer", "null")
                .atLeast(1)
                .atMost(10_000)
                .described("How many messages are kept for subscribers."))
        .add("keep_all", Values.bool().byDefault(false).described("Whether all messages are kept."))
        .object(DescriptorKeys.ROS2_QOS);
  }

  private static Schema optionalChoice(List<String> names) {
    return Schema.any(Schema.choice(names), Schema.of("null"));
  }
}
