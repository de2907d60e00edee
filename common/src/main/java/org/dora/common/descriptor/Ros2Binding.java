package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Binds the topics of a ROS 2 bridge to the inputs and outputs of its node (dataflow.md section
 * 5.3): a topic's name says which, unless the descriptor does, or there is only one.
 */
final class Ros2Binding {
  private final NodeId node;
  private final SortedSet<String> inputs = new TreeSet<>();
  private final SortedSet<String> outputs = new TreeSet<>();

  private Ros2Binding(NodeId node, NodePorts ports) {
    this.node = node;
    addAll(inputs, ports.inputs().keySet());
    addAll(outputs, ports.outputs());
  }

  private static void addAll(SortedSet<String> names, Collection<DataId> ids) {
    for (DataId id : ids) {
      names.add(id.value());
    }
  }

  /**
   * Returns the configuration as the bridge program gets it: a single topic is a list of one, with
   * its port.
   *
   * @throws UnresolvableException if a topic has no port
   */
  static Ros2Config bound(NodeId node, Ros2Config config, NodePorts ports) {
    Ros2Binding binding = new Ros2Binding(node, ports);
    List<Ros2Config.Topic> topics = config.topics();
    if (topics != null) {
      for (int i = 0; i < topics.size(); i++) {
        binding.requireDeclared(topics.get(i), "ros2.topics[" + i + "]");
      }
      return config;
    }
    String topic = config.topic();
    String type = config.messageType();
    return topic == null || type == null
        ? config
        : config.withTopics(List.of(binding.only(topic, type, config.direction())));
  }

  private Ros2Config.Topic only(String topic, String type, Ros2Config.Direction direction) {
    return switch (direction) {
      case SUBSCRIBE ->
          new Ros2Config.Topic(
              topic, type, direction, port(topic, "subscribe", "output", outputs), null, null);
      case PUBLISH ->
          new Ros2Config.Topic(
              topic, type, direction, null, port(topic, "publish", "input", inputs), null);
    };
  }

  private String port(String topic, String verb, String port, SortedSet<String> declared) {
    if (declared.isEmpty()) {
      throw new UnresolvableException(
          "node `" + node + "`: ros2 " + verb + " bridge requires at least one " + port, "ros2");
    }
    String derived = derived(topic);
    if (declared.contains(derived)) {
      return derived;
    }
    if (declared.size() == 1) {
      return declared.getFirst();
    }
    throw new UnresolvableException(
        "node `%s`: ros2 %s topic `%s` has no unambiguous %s — single-topic mode binds to the node's declared %s, but it declares several: %s. Declare a single %s, name one of them after the topic (`%s`), or use `topics:` with an explicit `%s:`"
            .formatted(node, verb, topic, port, port, quoted(declared), port, derived, port),
        "ros2.topic");
  }

  private void requireDeclared(Ros2Config.Topic topic, String path) {
    switch (topic.direction()) {
      case SUBSCRIBE ->
          requireDeclared(topic, path, "subscribe", "output", topic.output(), outputs);
      case PUBLISH -> requireDeclared(topic, path, "publish", "input", topic.input(), inputs);
    }
  }

  private void requireDeclared(
      Ros2Config.Topic topic,
      String path,
      String verb,
      String port,
      @Nullable String given,
      SortedSet<String> declared) {
    String name = given == null ? derived(topic.topic()) : given;
    if (!declared.contains(name)) {
      throw new UnresolvableException(
          "node `%s`: ros2 %s topic `%s` maps to %s `%s`, which is not declared in the node's `%ss`"
              .formatted(node, verb, topic.topic(), port, name, port),
          path + "." + (given == null ? "topic" : port));
    }
  }

  /** The port that a topic's name stands for: {@code /robot/scan} is {@code robot_scan}. */
  private static String derived(String topic) {
    int start = 0;
    while (start < topic.length() && topic.charAt(start) == '/') {
      start++;
    }
    return topic.substring(start).replace('/', '_');
  }

  private static String quoted(SortedSet<String> names) {
    List<String> quoted = new ArrayList<>();
    for (String name : names) {
      quoted.add("`" + name + "`");
    }
    return String.join(", ", quoted);
  }
}
