package org.dora.cli.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dora.common.descriptor.ByteSize;
import org.dora.common.descriptor.Deploy;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodeLimits;
import org.dora.common.descriptor.NodeLogging;
import org.dora.common.descriptor.NodeSource;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.OperatorSource;
import org.dora.common.descriptor.RestartPolicy;
import org.dora.common.descriptor.RestartSettings;
import org.dora.common.descriptor.Ros2Config;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a node or operator that differ from the defaults, under the keys by which its
 * author knows them; ports and variables not among them.
 */
final class NodeSettings {
  /** Settings that belong together. */
  record Group(String title, List<Setting> settings) {}

  /** One key and its value. */
  record Setting(String key, String value) {}

  private final List<Group> groups = new ArrayList<>();
  private List<Setting> current = List.of();

  private NodeSettings() {}

  /** Returns the groups that are not empty. */
  static List<Group> of(Vertex vertex) {
    NodeSettings settings = new NodeSettings();
    NodeDescriptor node = vertex.node();
    OperatorDescriptor operator = vertex.operator();
    settings.group("Runs");
    if (operator == null) {
      settings.program(node);
    } else {
      settings.operator(operator);
    }
    if (node.composition().ros2() != null) {
      settings.group("ROS 2");
      settings.ros2(node.composition().ros2());
    }
    settings.group("Restart");
    settings.restart(node.restart());
    settings.group("Limits");
    settings.limits(node.limits());
    settings.group("Logs");
    settings.logging(operator == null ? node.logging() : operator.logging());
    settings.group("Deploy");
    settings.deploy(node.deploy());
    return settings.groups.stream().filter(group -> !group.settings().isEmpty()).toList();
  }

  private void group(String title) {
    current = new ArrayList<>();
    groups.add(new Group(title, current));
  }

  private void put(String key, @Nullable Object value) {
    if (value != null) {
      current.add(new Setting(key, value.toString()));
    }
  }

  private void program(NodeDescriptor node) {
    put("path", node.program().path());
    put("args", node.program().args());
    put("path_sha256", node.program().sha256());
    NodeSource source = node.source();
    put("build", source.build());
    put("git", source.git());
    put("branch", source.branch());
    put("tag", source.tag());
    put("rev", source.rev());
    put("hub", source.hub());
  }

  private void operator(OperatorDescriptor operator) {
    put(operator.source().key(), operator.source().source());
    if (operator.source() instanceof OperatorSource.Python(_, var condaEnv)) {
      put("conda_env", condaEnv);
    }
    put("build", operator.build());
  }

  private void ros2(Ros2Config config) {
    switch (config.transport()) {
      case Ros2Config.Transport.Dds _ -> put("transport", "dds");
      case Ros2Config.Transport.Zenoh(var compatibility, var configUri) -> {
        put("transport", "zenoh, " + compatibility.text());
        put("config_uri", configUri);
      }
    }
    if (config.topic() != null) {
      topic(config.topic(), config.messageType(), config.direction());
    }
    for (Ros2Config.Topic each :
        Objects.requireNonNullElse(config.topics(), List.<Ros2Config.Topic>of())) {
      topic(each.topic(), each.messageType(), each.direction());
    }
    put("service", typed(config.service(), config.serviceType()));
    put("action", typed(config.action(), config.actionType()));
    put("role", config.role() == null ? null : config.role().text());
    put("qos", config.qos().reliable() ? "reliable" : null);
    put(
        "namespace",
        config.namespace().equals(Ros2Config.DEFAULT_NAMESPACE) ? null : config.namespace());
    put("node_name", config.nodeName());
  }

  private void topic(String name, @Nullable String type, Ros2Config.Direction direction) {
    put(direction.text(), typed(name, type));
  }

  private static @Nullable String typed(@Nullable String name, @Nullable String type) {
    return name == null || type == null ? name : name + " (" + type + ")";
  }

  private void restart(RestartSettings restart) {
    if (restart.policy() != RestartPolicy.NEVER) {
      put("restart_policy", restart.policy().text());
    }
    put("max_restarts", restart.maxRestarts() == 0 ? null : restart.maxRestarts());
    seconds("restart_delay", restart.delay());
    seconds("max_restart_delay", restart.maxDelay());
    seconds("restart_window", restart.window());
  }

  private void limits(NodeLimits limits) {
    seconds("health_check_timeout", limits.healthCheckTimeout());
    seconds("startup_timeout", limits.startupTimeout());
    seconds("finish_grace_secs", limits.finishGrace());
    ByteSize pool = limits.sharedMemoryPoolSize();
    put("shared_memory_pool_size", pool == null ? null : pool.bytes() + " bytes");
    List<Long> cores = limits.cpuAffinity();
    put("cpu_affinity", cores == null ? null : "cores " + joined(cores));
  }

  private void seconds(String key, @Nullable Object value) {
    put(key, value == null ? null : value + " s");
  }

  private void logging(NodeLogging logging) {
    put("send_stdout_as", logging.sendStdoutAs());
    put("send_logs_as", logging.sendLogsAs());
    put("min_log_level", logging.minLogLevel());
    put("max_log_size", logging.maxLogSize());
    put("max_rotated_files", logging.maxRotatedFiles());
  }

  private void deploy(@Nullable Deploy deploy) {
    if (deploy == null) {
      return;
    }
    put("machine", deploy.machine());
    put("labels", deploy.labels().isEmpty() ? null : labels(deploy.labels()));
    put("working_dir", deploy.workingDir());
    if (deploy.distribution() != Deploy.Distribution.LOCAL) {
      put("distribute", deploy.distribution().text());
    }
  }

  private static String joined(List<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String labels(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(", "));
  }
}
