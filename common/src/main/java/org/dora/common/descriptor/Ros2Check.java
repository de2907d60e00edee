package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a ROS 2 bridge is told apart from its ports, which {@link Ros2Binding} knows
 * (dataflow.md section 5.3).
 */
final class Ros2Check {
  private static final int MOST_TOPICS = 64;

  private final PlacedNode node;
  private final List<Finding> findings = new ArrayList<>();

  private Ros2Check(PlacedNode node) {
    this.node = node;
  }

  static List<Finding> findings(PlacedNode node, Ros2Config config) {
    Ros2Check check = new Ros2Check(node);
    if (config.transport() instanceof Ros2Config.Transport.Zenoh(_, String uri)
        && uri != null
        && uri.isEmpty()) {
      check.say("transport.config_uri", "ros2 Zenoh config_uri must not be empty");
    }
    check.mode(config);
    check.qualities(config);
    return check.findings;
  }

  private void mode(Ros2Config config) {
    int modes =
        given(config.topic())
            + given(config.topics())
            + given(config.service())
            + given(config.action());
    if (modes == 0) {
      say("", "ros2 config requires one of `topic`, `topics`, `service`, or `action`");
    } else if (modes > 1) {
      say(
          "",
          "ros2 config has multiple of `topic`, `topics`, `service`, `action` - only one is"
              + " allowed");
    } else if (config.topic() != null) {
      named("topic", config.topic(), "message_type", config.messageType());
    } else if (config.topics() != null) {
      topics(config.topics());
    } else if (config.service() != null) {
      named("service", config.service(), "service_type", config.serviceType());
      if (config.role() == null) {
        say("service", "ros2 service bridge requires `role` (client or server)");
      } else {
        servicePorts(config.role());
      }
    } else if (config.action() != null) {
      named("action", config.action(), "action_type", config.actionType());
      if (config.role() == null) {
        say("action", "ros2 action bridge requires `role`");
      } else {
        actionPorts(config.role());
      }
    }
  }

  private static int given(@Nullable Object value) {
    return value == null ? 0 : 1;
  }

  private void named(String key, String name, String typeKey, @Nullable String type) {
    complain(key, Ros2Names.nameComplaint(key, name));
    if (type == null) {
      say(key, "ros2 config with `" + key + "` requires `" + typeKey + "`");
    } else {
      complain(typeKey, Ros2Names.typeComplaint(name, type));
    }
  }

  private void topics(List<Ros2Config.Topic> topics) {
    if (topics.isEmpty()) {
      say("topics", "ros2 `topics` list must not be empty");
    } else if (topics.size() > MOST_TOPICS) {
      say(
          "topics",
          "ros2 `topics` list has " + topics.size() + " entries, maximum is " + MOST_TOPICS);
    } else {
      for (int i = 0; i < topics.size(); i++) {
        Ros2Config.Topic topic = topics.get(i);
        String path = "topics[" + i + "].";
        complain(path + "topic", Ros2Names.nameComplaint("topic", topic.topic()));
        complain(
            path + "message_type", Ros2Names.typeComplaint(topic.topic(), topic.messageType()));
      }
    }
  }

  private void servicePorts(Ros2Config.Role role) {
    switch (role) {
      case CLIENT -> ports("service", "service client", "request", "response");
      case SERVER -> ports("service", "service server", "response", "request");
    }
  }

  private void actionPorts(Ros2Config.Role role) {
    switch (role) {
      case CLIENT -> ports("action", "action client", "goal", "feedback/result");
      case SERVER -> ports("action", "action server", "feedback/result", "goal");
    }
  }

  private void ports(String key, String owner, String input, String output) {
    if (node.node().ports().inputs().isEmpty()) {
      say(key, "ros2 " + owner + " requires at least one input (" + input + ")");
    }
    if (node.node().ports().outputs().isEmpty()) {
      say(key, "ros2 " + owner + " requires at least one output (" + output + ")");
    }
  }

  private void qualities(Ros2Config config) {
    quality("qos.", config.qos());
    if (config.topics() == null) {
      return;
    }
    for (int i = 0; i < config.topics().size(); i++) {
      Ros2Config.Qos qos = config.topics().get(i).qos();
      if (qos != null) {
        quality("topics[" + i + "].qos.", qos);
      }
    }
  }

  private void quality(String path, Ros2Config.Qos qos) {
    String durability = qos.durability();
    if (durability != null && !Ros2Config.Qos.DURABILITIES.contains(durability)) {
      say(
          path + "durability",
          "invalid QoS durability `"
              + durability
              + "`, expected \"volatile\" or \"transient_local\"");
    }
    String liveliness = qos.liveliness();
    if (liveliness != null && !Ros2Config.Qos.LIVELINESSES.contains(liveliness)) {
      say(
          path + "liveliness",
          "invalid QoS liveliness `"
              + liveliness
              + "`, expected \"automatic\", \"manual_by_participant\", or \"manual_by_topic\"");
    }
    Integer depth = qos.keepLast();
    if (depth != null && (depth < 1 || depth > Ros2Config.Qos.DEEPEST)) {
      say(
          path + "keep_last",
          "QoS keep_last depth "
              + depth
              + " out of range, must be between 1 and "
              + Ros2Config.Qos.DEEPEST);
    }
    span(path + "max_blocking_time", "QoS max_blocking_time", qos.maxBlockingTime());
    span(path + "lease_duration", "QoS lease_duration", qos.leaseDuration());
  }

  private void span(String key, String name, @Nullable Seconds seconds) {
    String owner = "node `" + node.node().id() + "`";
    TimeCheck.span(findings, owner, node.path("ros2." + key), name, seconds);
  }

  private void complain(String key, @Nullable String complaint) {
    if (complaint != null) {
      say(key, complaint);
    }
  }

  private void say(String key, String complaint) {
    findings.add(
        Finding.setting(
            node.path(key.isEmpty() ? "ros2" : "ros2." + key),
            "node `" + node.node().id() + "`: " + complaint,
            null));
  }
}
