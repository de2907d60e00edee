package org.dora.common.descriptor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ros2} key: what a bridge node exchanges with ROS 2 (dataflow.md section 5.3). Kept as
 * written; the checks say which combinations make sense.
 *
 * @param transport how ROS 2 is reached
 * @param topic the only topic, in the short form
 * @param messageType of the only topic
 * @param direction of the only topic
 * @param topics several topics; null if the key is absent
 * @param service name of a service
 * @param serviceType {@code package/Name}
 * @param action name of an action
 * @param actionType {@code package/Name}
 * @param role of a service or an action; null if absent
 * @param qos quality of service of all topics that have none of their own
 * @param namespace of the ROS 2 node
 * @param nodeName of the ROS 2 node; null for one that the bridge makes up
 */
public record Ros2Config(
    Transport transport,
    @Nullable String topic,
    @Nullable String messageType,
    Direction direction,
    @Nullable List<Topic> topics,
    @Nullable String service,
    @Nullable String serviceType,
    @Nullable String action,
    @Nullable String actionType,
    @Nullable Role role,
    Qos qos,
    String namespace,
    @Nullable String nodeName) {
  public static final String DEFAULT_NAMESPACE = "/";

  static final List<String> KEYS =
      List.of(
          "transport",
          "topic",
          "message_type",
          "direction",
          "topics",
          "service",
          "service_type",
          "action",
          "action_type",
          "role",
          "qos",
          "namespace",
          "node_name");

  public Ros2Config {
    topics = topics == null ? null : List.copyOf(topics);
  }

  /** Returns this configuration with several topics in place of the only one. */
  Ros2Config withTopics(List<Topic> several) {
    return new Ros2Config(
        transport,
        null,
        null,
        direction,
        several,
        service,
        serviceType,
        action,
        actionType,
        role,
        qos,
        namespace,
        nodeName);
  }

  /** How the bridge reaches ROS 2. */
  public sealed interface Transport {
    /** DDS, the default. */
    record Dds() implements Transport {}

    /**
     * Zenoh, as {@code rmw_zenoh} speaks it.
     *
     * @param configUri file with a Zenoh configuration, or null
     */
    record Zenoh(Compatibility compatibility, @Nullable String configUri) implements Transport {}
  }

  /** Dialects of {@code rmw_zenoh}. */
  public enum Compatibility {
    HUMBLE("humble"),
    REP2016("rep2016");

    private final String text;

    Compatibility(String text) {
      this.text = text;
    }

    /** The name in the descriptor. */
    public String text() {
      return text;
    }
  }

  /** Which way a topic's messages go, seen from the bridge. */
  public enum Direction {
    SUBSCRIBE("subscribe"),
    PUBLISH("publish");

    private final String text;

    Direction(String text) {
      this.text = text;
    }

    /** The name in the descriptor. */
    public String text() {
      return text;
    }
  }

  /** Which side of a service or an action the bridge takes. */
  public enum Role {
    CLIENT("client"),
    SERVER("server");

    private final String text;

    Role(String text) {
      this.text = text;
    }

    /** The name in the descriptor. */
    public String text() {
      return text;
    }
  }

  /**
   * One topic of several.
   *
   * @param output that carries what is subscribed; null to derive it from the topic's name
   * @param input that carries what is to be published; null to derive it from the topic's name
   * @param qos null for that of the bridge
   */
  public record Topic(
      String topic,
      String messageType,
      Direction direction,
      @Nullable String output,
      @Nullable String input,
      @Nullable Qos qos) {
    static final List<String> KEYS =
        List.of("topic", "message_type", "direction", "output", "input", "qos");
  }

  /**
   * Quality of service, as written.
   *
   * @param durability {@code volatile} or {@code transient_local}; null for the bridge's default
   * @param liveliness {@code automatic} and so on; null for the bridge's default
   * @param leaseDuration seconds
   * @param maxBlockingTime seconds
   * @param keepLast length of the history, perhaps none; null for the bridge's default
   */
  public record Qos(
      boolean reliable,
      @Nullable String durability,
      @Nullable String liveliness,
      @Nullable Seconds leaseDuration,
      @Nullable Seconds maxBlockingTime,
      @Nullable Integer keepLast,
      boolean keepAll) {
    static final List<String> KEYS =
        List.of(
            "reliable",
            "durability",
            "liveliness",
            "lease_duration",
            "max_blocking_time",
            "keep_last",
            "keep_all");

    static final List<String> DURABILITIES = List.of("volatile", "transient_local");
    static final List<String> LIVELINESSES =
        List.of("automatic", "manual_by_participant", "manual_by_topic");
    static final int DEEPEST = 10_000;

    /** What holds where the descriptor says nothing. */
    public static final Qos DEFAULT = new Qos(false, null, null, null, null, null, false);
  }
}
