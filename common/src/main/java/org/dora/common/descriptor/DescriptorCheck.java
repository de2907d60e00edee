package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dora.common.DoraException;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Checks what can be checked without looking at files: kinds, ids, sources, time spans and log
 * settings (dataflow.md sections 3 and 4.3). Reports everything it finds, wiring first.
 */
public final class DescriptorCheck {
  private static final String DURATION_RANGE =
      " number of seconds smaller than 18446744073709552000)";

  private final Descriptor descriptor;
  private final Set<Integer> damaged;
  private final Map<NodeId, NodeDescriptor> nodes = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private DescriptorCheck(Descriptor descriptor, Set<Integer> damaged) {
    this.descriptor = descriptor;
    this.damaged = damaged;
    descriptor.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
  }

  /** Returns all errors and warnings; the dataflow can be run if none is an error. */
  public static List<Finding> findings(Descriptor descriptor) {
    return findings(descriptor, Set.of());
  }

  /**
   * Returns what can be said although some nodes could not be read whole.
   *
   * @param damaged indices of those nodes; nothing is said of them and of what hangs on them
   */
  static List<Finding> findings(Descriptor descriptor, Set<Integer> damaged) {
    DescriptorCheck check = new DescriptorCheck(descriptor, damaged);
    check.kinds();
    check.duplicates();
    check.sources();
    check.times();
    check.logSettings();
    check.programs();
    return List.copyOf(check.findings);
  }

  private static String path(int index) {
    return "nodes[" + index + "]";
  }

  private List<Integer> nodeIndices() {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < descriptor.nodes().size(); i++) {
      if (!damaged.contains(i)) {
        indices.add(i);
      }
    }
    return indices;
  }

  private void kinds() {
    for (int i : nodeIndices()) {
      NodeDescriptor node = descriptor.nodes().get(i);
      if (node.program().path() == null) {
        wiring(
            path(i),
            "node `"
                + node.id()
                + "` requires a `path`, `operators`, `operator`, `ros2`, or `module` field");
      }
    }
  }

  private void duplicates() {
    Set<NodeId> seen = new HashSet<>();
    for (int i : nodeIndices()) {
      NodeId id = descriptor.nodes().get(i).id();
      if (!seen.add(id)) {
        wiring(
            path(i) + ".id", "duplicate node ID `" + id + "` — each node must have a unique `id`");
      }
    }
  }

  private void sources() {
    for (int i : nodeIndices()) {
      NodeDescriptor node = descriptor.nodes().get(i);
      String inputs = path(i) + ".inputs.";
      node.ports()
          .inputs()
          .forEach((id, input) -> source(node.id(), id, input.source(), inputs + id));
    }
  }

  private void source(NodeId node, DataId input, InputMapping mapping, String path) {
    switch (mapping) {
      case InputMapping.Timer _, InputMapping.Logs _ -> {}
      case InputMapping.User(NodeId source, DataId output) -> {
        NodeDescriptor producer = nodes.get(source);
        if (isDamaged(producer)) {
          return;
        }
        String shown = " mapped to input `" + node + "/" + input + "` does not exist";
        if (producer == null) {
          wiring(path, "source node `" + source + "`" + shown);
        } else if (!producer.ports().outputs().contains(output)) {
          wiring(path, "output `" + source + "/" + output + "`" + shown);
        }
      }
    }
  }

  /** An id that names no node may be that of a node whose id could not be read. */
  private boolean isDamaged(@Nullable NodeDescriptor producer) {
    if (producer == null) {
      return !damaged.isEmpty();
    }
    return damaged.contains(descriptor.nodes().indexOf(producer));
  }

  private void times() {
    Seconds interval = descriptor.healthCheckInterval();
    if (interval != null) {
      healthCheckInterval(interval);
    }
    for (int i : nodeIndices()) {
      NodeDescriptor node = descriptor.nodes().get(i);
      String owner = "node `" + node.id() + "`";
      String path = path(i) + ".";
      time(owner, path, "restart_delay", node.restart().delay());
      time(owner, path, "max_restart_delay", node.restart().maxDelay());
      time(owner, path, "restart_window", node.restart().window());
      time(owner, path, "health_check_timeout", node.limits().healthCheckTimeout());
      time(owner, path, "startup_timeout", node.limits().startupTimeout());
      time(owner, path, "finish_grace_secs", node.limits().finishGrace());
      node.ports()
          .inputs()
          .forEach((id, input) ->
              time(
                  "input `" + id + "` of " + owner,
                  path + "inputs." + id + ".",
                  "input_timeout",
                  input.inputTimeout()));
      startupOfDynamic(node, path);
    }
  }

  private void healthCheckInterval(Seconds interval) {
    String invalid = "dataflow has invalid `health_check_interval`: " + interval;
    if (!interval.isDuration()) {
      setting(
          "health_check_interval", invalid + " (must be a finite, positive" + DURATION_RANGE, null);
    } else if (interval.toDuration().isZero()) {
      setting(
          "health_check_interval",
          invalid
              + " (must be a positive number of seconds; this value is zero or rounds down to a"
              + " zero-length duration)",
          null);
    }
  }

  private void time(String owner, String path, String key, @Nullable Seconds seconds) {
    if (seconds != null && !seconds.isDuration()) {
      setting(
          path + key,
          owner
              + " has invalid `"
              + key
              + "`: "
              + seconds
              + " (must be a finite, non-negative"
              + DURATION_RANGE,
          null);
    }
  }

  private void startupOfDynamic(NodeDescriptor node, String path) {
    if (node.limits().startupTimeout() != null && node.program().isDynamic()) {
      setting(
          path + "startup_timeout",
          "node `"
              + node.id()
              + "` has `startup_timeout`, which a node with `path: dynamic` cannot have: it is not"
              + " started by the daemon",
          null);
    }
  }

  private void logSettings() {
    for (int i : nodeIndices()) {
      String path = path(i) + ".";
      NodeLogging logging = descriptor.nodes().get(i).logging();
      outputName(path, "send_stdout_as", logging.sendStdoutAs());
      outputName(path, "send_logs_as", logging.sendLogsAs());
      String level = logging.minLogLevel();
      if (level != null && LogLevel.of(level).isEmpty()) {
        unresolved(
            path,
            "min_log_level",
            "invalid min_log_level: '"
                + level
                + "', expected one of: error, warn, info, debug, trace, stdout");
      }
      logFileSize(path, logging.maxLogSize());
      Long rotated = logging.maxRotatedFiles();
      if (rotated != null && rotated > NodeLogging.MOST_ROTATED_FILES) {
        unresolved(path, "max_rotated_files", "`max_rotated_files` must not exceed 100");
      }
    }
  }

  private void outputName(String path, String key, @Nullable String name) {
    if (name == null) {
      return;
    }
    try {
      DataId _ = new DataId(name);
    } catch (InvalidIdException e) {
      unresolved(
          path, key, "`" + key + ": " + name + "` is not a valid output id: " + e.getMessage());
    }
  }

  private void logFileSize(String path, @Nullable String size) {
    if (size == null) {
      return;
    }
    try {
      ByteSize _ = ByteSize.parse(size);
    } catch (ByteSize.InvalidByteSizeException e) {
      unresolved(path, "max_log_size", String.valueOf(e.getMessage()));
    }
  }

  /** What dora notices only when it spawns the node; it accepts the file, so these are warnings. */
  private void programs() {
    for (int i : nodeIndices()) {
      NodeProgram program = descriptor.nodes().get(i).program();
      String path = path(i) + ".";
      String args = program.args();
      String programPath = program.path();
      if (programPath == null) {
        continue;
      }
      NodeProgram.Kind kind = program.kind();
      if (args != null && !(kind instanceof NodeProgram.Kind.Shell)) {
        quoting(path + "args", args);
      }
      if (program.sha256() != null && !(kind instanceof NodeProgram.Kind.Download)) {
        findings.add(
            Finding.warning(
                path + "path_sha256",
                "`path_sha256` is only allowed with a URL as path, but the path is `"
                    + programPath
                    + "`"));
      }
    }
  }

  private void quoting(String path, String args) {
    try {
      List<String> _ = CommandLine.split(args);
    } catch (DoraException e) {
      findings.add(Finding.warning(path, String.valueOf(e.getMessage())));
    }
  }

  private void wiring(String path, String message) {
    findings.add(Finding.wiring(path, message));
  }

  private void setting(String path, String message, @Nullable String cause) {
    findings.add(Finding.setting(path, message, cause));
  }

  private void unresolved(String path, String key, String cause) {
    setting(path + key, "Could not resolve `" + key + "` configuration", cause);
  }
}
