package org.dora.common.descriptor;

import java.util.List;
import org.dora.common.yaml.FlowWriter;
import org.jspecify.annotations.Nullable;

/** Writes the configuration of a bridge as its program reads it, byte for byte as released. */
final class Ros2Json {
  private final FlowWriter out = FlowWriter.compact();

  private Ros2Json() {}

  static String text(Ros2Config config) {
    Ros2Json json = new Ros2Json();
    json.config(config);
    return json.out.toString();
  }

  private void config(Ros2Config config) {
    out.beginMap();
    transport(config.transport());
    text("topic", config.topic());
    text("message_type", config.messageType());
    text("direction", config.direction().text());
    topics(config.topics());
    text("service", config.service());
    text("service_type", config.serviceType());
    text("action", config.action());
    text("action_type", config.actionType());
    text("role", config.role() == null ? null : config.role().text());
    qos(config.qos());
    text("namespace", config.namespace());
    text("node_name", config.nodeName());
    out.endMap();
  }

  private void transport(Ros2Config.Transport transport) {
    out.key("transport").beginMap();
    switch (transport) {
      case Ros2Config.Transport.Dds _ -> text("kind", "dds");
      case Ros2Config.Transport.Zenoh(Ros2Config.Compatibility compatibility, String configUri) -> {
        text("kind", "zenoh");
        text("compatibility", compatibility.text());
        text("config_uri", configUri);
      }
    }
    out.endMap();
  }

  private void topics(@Nullable List<Ros2Config.Topic> topics) {
    if (topics == null) {
      return;
    }
    out.key("topics").beginList();
    for (Ros2Config.Topic topic : topics) {
      out.beginMap();
      text("topic", topic.topic());
      text("message_type", topic.messageType());
      text("direction", topic.direction().text());
      text("output", topic.output());
      text("input", topic.input());
      if (topic.qos() != null) {
        qos(topic.qos());
      }
      out.endMap();
    }
    out.endList();
  }

  private void qos(Ros2Config.Qos qos) {
    out.key("qos").beginMap().key("reliable").bool(qos.reliable());
    text("durability", qos.durability());
    text("liveliness", qos.liveliness());
    seconds("lease_duration", qos.leaseDuration());
    seconds("max_blocking_time", qos.maxBlockingTime());
    if (qos.keepLast() != null) {
      out.key("keep_last").integer(qos.keepLast());
    }
    out.key("keep_all").bool(qos.keepAll()).endMap();
  }

  private void text(String key, @Nullable String value) {
    if (value != null) {
      out.key(key).text(value);
    }
  }

  private void seconds(String key, @Nullable Seconds seconds) {
    if (seconds != null) {
      out.key(key).raw(RustNumber.json(seconds.value()));
    }
  }
}
