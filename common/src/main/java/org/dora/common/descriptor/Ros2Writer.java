package org.dora.common.descriptor;

import org.dora.common.yaml.FlowWriter;
import org.dora.common.yaml.TreeWriter;

/** Writes the {@code ros2} key, and the same as JSON for the program of the bridge. */
final class Ros2Writer {
  private final FieldWriter fields;
  private final TreeWriter out;

  Ros2Writer(FieldWriter fields) {
    this.fields = fields;
    this.out = fields.out();
  }

  /** Returns a bridge's configuration as its program reads it, byte for byte as released. */
  static String json(Ros2Config config) {
    FlowWriter text = FlowWriter.compact();
    new Ros2Writer(new FieldWriter(text, false)).write(config);
    return text.toString();
  }

  void write(Ros2Config config) {
    out.beginMap();
    transport(config.transport());
    fields.text("topic", config.topic());
    fields.text("message_type", config.messageType());
    direction(config.direction());
    fields.list("topics", config.topics(), (_, topic) -> topic(topic));
    fields.text("service", config.service());
    fields.text("service_type", config.serviceType());
    fields.text("action", config.action());
    fields.text("action_type", config.actionType());
    fields.value("role", config.role(), (writer, role) -> writer.text(role.text()));
    if (!fields.isCompact() || !config.qos().equals(Ros2Config.Qos.DEFAULT)) {
      out.key("qos");
      qos(config.qos());
    }
    boolean isDefault = config.namespace().equals(Ros2Config.DEFAULT_NAMESPACE);
    fields.choice("namespace", config.namespace(), isDefault);
    fields.text("node_name", config.nodeName());
    out.endMap();
  }

  private void transport(Ros2Config.Transport transport) {
    switch (transport) {
      case Ros2Config.Transport.Dds _ -> {
        if (!fields.isCompact()) {
          out.key("transport").beginMap().key("kind").text("dds").endMap();
        }
      }
      case Ros2Config.Transport.Zenoh zenoh -> {
        out.key("transport").beginMap().key("kind").text("zenoh");
        out.key("compatibility").text(zenoh.compatibility().text());
        fields.text("config_uri", zenoh.configUri());
        out.endMap();
      }
    }
  }

  private void direction(Ros2Config.Direction direction) {
    fields.choice("direction", direction.text(), direction == Ros2Config.Direction.SUBSCRIBE);
  }

  private void topic(Ros2Config.Topic topic) {
    out.beginMap().key("topic").text(topic.topic()).key("message_type").text(topic.messageType());
    direction(topic.direction());
    fields.text("output", topic.output());
    fields.text("input", topic.input());
    fields.value("qos", topic.qos(), (_, qos) -> qos(qos));
    out.endMap();
  }

  private void qos(Ros2Config.Qos qos) {
    out.beginMap();
    fields.flag("reliable", qos.reliable());
    fields.text("durability", qos.durability());
    fields.text("liveliness", qos.liveliness());
    fields.seconds("lease_duration", qos.leaseDuration());
    fields.seconds("max_blocking_time", qos.maxBlockingTime());
    Integer keepLast = qos.keepLast();
    fields.integer("keep_last", keepLast == null ? null : keepLast.longValue());
    fields.flag("keep_all", qos.keepAll());
    out.endMap();
  }
}
