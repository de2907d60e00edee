package org.dora.daemon.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the name of a downloaded file. The server is not trusted: a name never leads out of its
 * folder, and is one that every system takes for a file.
 */
final class FileName {
  private static final int LONGEST = 255;

  /** Devices of Windows. */
  private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL");

  private FileName() {}

  /**
   * Returns the name in a {@code Content-Disposition} header, else that at the end of the address's
   * path, or null if neither can be used.
   */
  static @Nullable String of(@Nullable String disposition, @Nullable String path) {
    String name = disposition == null ? null : usable(ofDisposition(disposition));
    return name != null ? name : usable(lastSegment(path == null ? "" : path));
  }

  private static String lastSegment(String path) {
    String last = "";
    for (String segment : path.split("/", -1)) {
      last = segment.isEmpty() ? last : segment;
    }
    return last;
  }

  /** The value of the parameter {@code filename}, whose quotes may hold semicolons and \". */
  private static String ofDisposition(String header) {
    for (String parameter : parameters(header)) {
      int sign = parameter.indexOf('=');
      if (sign > 0 && parameter.substring(0, sign).strip().equalsIgnoreCase("filename")) {
        String value = parameter.substring(sign + 1).strip();
        String name = value.startsWith("\"") ? unquoted(value) : value;
        if (!name.isEmpty()) {
          return name;
        }
      }
    }
    return "";
  }

  private static List<String> parameters(String header) {
    List<String> parameters = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (quoted && c == '\\' && header.startsWith("\"", i + 1)) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        parameters.add(header.substring(start, i));
        start = i + 1;
      }
    }
    parameters.add(header.substring(start));
    return parameters;
  }

  private static String unquoted(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < value.length() && value.charAt(i) != '"'; i++) {
      if (value.charAt(i) == '\\' && value.startsWith("\"", i + 1)) {
        i++;
      }
      text.append(value.charAt(i));
    }
    return text.toString();
  }

  private static @Nullable String usable(String name) {
    String last = lastSegment(name);
    int end = last.length();
    while (end > 0 && (last.charAt(end - 1) == '.' || last.charAt(end - 1) == ' ')) {
      end--;
    }
    String trimmed = last.substring(0, end);
    boolean bad =
        trimmed.isEmpty()
            || trimmed.getBytes(UTF_8).length > LONGEST
            || trimmed.chars().anyMatch(Character::isISOControl)
            || isDevice(trimmed);
    return bad ? null : trimmed;
  }

  private static boolean isDevice(String name) {
    int dot = name.indexOf('.');
    String stem = (dot < 0 ? name : name.substring(0, dot)).strip().toUpperCase(Locale.ROOT);
    boolean numbered = stem.startsWith("COM") || stem.startsWith("LPT");
    return DEVICES.contains(stem)
        || (numbered && stem.length() == 4 && Character.isDigit(stem.charAt(3)));
  }
}
