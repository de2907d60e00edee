package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys and names that the reader knows, in the order of declaration, for whatever describes
 * descriptors to others.
 */
public final class DescriptorKeys {
  public static final List<String> DOCUMENT = Descriptor.KEYS;
  public static final List<String> NODE = NodeDescriptor.KEYS;
  public static final List<String> OPERATOR = OperatorDescriptor.KEYS;
  public static final List<String> PYTHON = OperatorReader.PYTHON_KEYS;
  public static final List<String> INPUT = InputDescriptor.KEYS;
  public static final List<String> DEPLOY = Deploy.KEYS;
  public static final List<String> DEBUG = List.of("enable_debug_inspection");
  public static final List<String> TYPE_RULE = TypeRule.KEYS;
  public static final List<String> ROS2 = Ros2Config.KEYS;
  public static final List<String> ROS2_TOPIC = Ros2Config.Topic.KEYS;
  public static final List<String> ROS2_QOS = Ros2Config.Qos.KEYS;

  /** The 0.x name of {@code deploy}, which we read where dora 1.1 does not. */
  public static final String OLD_DEPLOY = DescriptorParser.OLD_DEPLOY;

  /** The keys of which a node has exactly one; {@code hub} stands for a later {@code path}. */
  public static final List<String> NODE_KINDS =
      List.of("path", "operators", "operator", "ros2", "module");

  public static final List<String> OPERATOR_SOURCES = OperatorReader.SOURCES;
  public static final List<String> RESTART_POLICIES = RestartPolicy.NAMES;
  public static final List<String> QUEUE_POLICIES = QueuePolicy.NAMES;
  public static final List<String> OUTPUT_FRAMINGS = OutputFraming.NAMES;
  public static final List<String> DISTRIBUTIONS = Deploy.Distribution.NAMES;
  public static final List<String> DURABILITIES = Ros2Config.Qos.DURABILITIES;
  public static final List<String> LIVELINESSES = Ros2Config.Qos.LIVELINESSES;

  private DescriptorKeys() {}

  /** Returns the keys that a node must not have beside the one that makes it of a kind. */
  public static List<String> notAllowedBeside(String kind) {
    List<String> keys = new ArrayList<>();
    for (String key : NODE) {
      if (!SetKeys.allows(kind, key)) {
        keys.add(key);
      }
    }
    return keys;
  }
}
