package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.jspecify.annotations.Nullable;

/**
 * Checks what is to happen to the lines of a node; of a runtime's operators only one may say so for
 * each key (dataflow.md sections 3.2 and 5.2).
 */
final class LogCheck {
  /** Where settings stand. */
  private record Settings(String path, String outputPrefix, NodeLogging logging) {}

  /** A key's value, as text. */
  private interface Key {
    @Nullable String valueIn(NodeLogging logging);
  }

  /** What is wrong with a key's value. */
  private interface Test {
    @Nullable String complaint(String value, Settings settings);
  }

  private final List<Finding> findings = new ArrayList<>();

  private LogCheck() {}

  static List<Finding> findings(List<PlacedNode> nodes) {
    LogCheck check = new LogCheck();
    for (PlacedNode node : nodes) {
      check.node(settingsOf(node));
    }
    return check.findings;
  }

  private static List<Settings> settingsOf(PlacedNode node) {
    if (!node.isRuntime()) {
      return List.of(new Settings(node.path(), "", node.node().logging()));
    }
    List<Settings> settings = new ArrayList<>();
    for (PlacedNode.PlacedOperator operator : node.operators()) {
      String prefix = operator.operator().effectiveId() + "/";
      settings.add(new Settings(operator.path(), prefix, operator.operator().logging()));
    }
    return settings;
  }

  private void node(List<Settings> settings) {
    key(
        settings,
        "send_stdout_as",
        NodeLogging::sendStdoutAs,
        (name, owner) -> outputComplaint("send_stdout_as", owner.outputPrefix() + name));
    key(
        settings,
        "send_logs_as",
        NodeLogging::sendLogsAs,
        (name, owner) -> outputComplaint("send_logs_as", owner.outputPrefix() + name));
    key(settings, "min_log_level", NodeLogging::minLogLevel, (level, _) -> levelComplaint(level));
    key(settings, "max_log_size", NodeLogging::maxLogSize, (size, _) -> sizeComplaint(size));
    key(
        settings,
        "max_rotated_files",
        logging -> Objects.toString(logging.maxRotatedFiles(), null),
        (files, _) -> filesComplaint(files));
  }

  private void key(List<Settings> settings, String name, Key key, Test test) {
    boolean given = false;
    for (Settings each : settings) {
      String value = key.valueIn(each.logging());
      if (value == null) {
        continue;
      }
      String complaint =
          given
              ? "More than one `%s` entries for a runtime node. Please only use one `%s` per runtime."
                  .formatted(name, name)
              : onlyOne(settings, key) ? test.complaint(value, each) : null;
      given = true;
      if (complaint != null) {
        findings.add(
            Finding.setting(
                each.path() + "." + name,
                "Could not resolve `" + name + "` configuration",
                complaint));
      }
    }
  }

  /** The value itself only matters once it is clear which one counts. */
  private static boolean onlyOne(List<Settings> settings, Key key) {
    int given = 0;
    for (Settings each : settings) {
      given += key.valueIn(each.logging()) == null ? 0 : 1;
    }
    return given == 1;
  }

  private static @Nullable String outputComplaint(String key, String output) {
    try {
      DataId _ = new DataId(output);
      return null;
    } catch (InvalidIdException e) {
      return "`" + key + ": " + output + "` is not a valid output id: " + e.getMessage();
    }
  }

  private static @Nullable String levelComplaint(String level) {
    return LogLevel.of(level).isPresent()
        ? null
        : "invalid min_log_level: '"
            + level
            + "', expected one of: error, warn, info, debug, trace, stdout";
  }

  private static @Nullable String sizeComplaint(String size) {
    try {
      ByteSize _ = ByteSize.parse(size);
      return null;
    } catch (ByteSize.InvalidByteSizeException e) {
      return e.getMessage();
    }
  }

  private static @Nullable String filesComplaint(String files) {
    return Long.parseLong(files) > NodeLogging.MOST_ROTATED_FILES
        ? "`max_rotated_files` must not exceed 100"
        : null;
  }
}
