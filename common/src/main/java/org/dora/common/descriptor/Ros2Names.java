package org.dora.common.descriptor;

import org.jspecify.annotations.Nullable;

/** The rules for names and types of ROS 2 as dora checks them (dataflow.md section 5.3). */
final class Ros2Names {
  private static final String WORD = " only ASCII alphanumeric and underscore characters allowed";

  private Ros2Names() {}

  /** Returns what is wrong with the name of a topic, service or action; null if nothing. */
  static @Nullable String nameComplaint(String key, String name) {
    if (name.isEmpty()) {
      return "`" + key + "` must not be empty";
    }
    if (name.equals("/")) {
      return "invalid `" + key + "` name, must not be a bare '/'";
    }
    String invalid = "invalid `" + key + "` name `" + name + "`, ";
    if (!isMadeOf(name, '/')) {
      return invalid + "only ASCII alphanumeric, underscore, and '/' characters allowed";
    }
    if (name.contains("//")) {
      return invalid + "consecutive slashes ('//') are not allowed";
    }
    if (name.endsWith("/")) {
      return invalid + "name must not end with '/'";
    }
    for (int start = 0; start < name.length(); start++) {
      int end = name.indexOf('/', start);
      end = end < 0 ? name.length() : end;
      if (end > start && isDigit(name.charAt(start))) {
        return invalid
            + "a token must not start with a digit (offending token `"
            + name.substring(start, end)
            + "`)";
      }
      start = end;
    }
    return null;
  }

  /** Returns what is wrong with the type of a topic, service or action; null if nothing. */
  static @Nullable String typeComplaint(String name, String type) {
    int slash = type.indexOf('/');
    if (slash <= 0 || slash != type.lastIndexOf('/') || slash == type.length() - 1) {
      return "invalid type `"
          + type
          + "` for `"
          + name
          + "`, expected format `package/TypeName` (e.g. `sensor_msgs/Image`)";
    }
    String where = "` in type `" + type + "` for `" + name + "`,";
    if (!isMadeOf(type.substring(0, slash), '_')) {
      return "invalid package `" + type.substring(0, slash) + where + WORD;
    }
    if (!isMadeOf(type.substring(slash + 1), '_')) {
      return "invalid type name `" + type.substring(slash + 1) + where + WORD;
    }
    return null;
  }

  private static boolean isMadeOf(String name, char other) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !isDigit(c) && c != '_' && c != other) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
