package org.dora.common.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.jspecify.annotations.Nullable;

/** Rules for the names in a manifest; each returns what is wrong with a name, or null. */
final class Names {
  private static final int LONGEST_PACKAGE_NAME = 64;
  private static final int LONGEST_NAMESPACE = 39;

  private Names() {}

  static @Nullable String packageName(String name) {
    if (name.isEmpty()) {
      return "must not be empty";
    }
    if (utf8Length(name) > LONGEST_PACKAGE_NAME) {
      return "must be at most 64 characters";
    }
    if (!hasOnly(name, false, "-_.")) {
      return "`" + name + "` may only contain lowercase letters, digits, `-`, `_`, `.`";
    }
    return isLetterOrDigit(name.charAt(0)) && isLetterOrDigit(name.charAt(name.length() - 1))
        ? null
        : "`" + name + "` must start and end alphanumeric";
  }

  /** A user or organisation of GitHub. */
  static @Nullable String namespace(String name) {
    if (name.isEmpty()) {
      return "must not be empty";
    }
    if (utf8Length(name) > LONGEST_NAMESPACE) {
      return "must be at most 39 characters (GitHub limit)";
    }
    if (!hasOnly(name, false, "-")) {
      return "`" + name + "` may only contain lowercase letters, digits, and `-`";
    }
    if (name.startsWith("-") || name.endsWith("-") || name.contains("--")) {
      return "`" + name + "` has invalid hyphen placement";
    }
    return name.equals("std") ? "`std` is reserved for the built-in type library" : null;
  }

  /** A relative path that stays in its folder, on any platform, and is one word to any shell. */
  static @Nullable String entrypoint(String path) {
    if (path.isEmpty()) {
      return "must not be empty";
    }
    if (path.equals("dynamic") || path.equals("shell")) {
      return "`" + path + "` is a reserved node source name";
    }
    if (!hasOnly(path, true, "._-/\\")) {
      return "`" + path + "` may only contain alphanumerics and `. _ - / \\`";
    }
    String slashed = path.replace('\\', '/');
    if (slashed.startsWith("/")) {
      return "`" + path + "` must be a relative path";
    }
    return ("/" + slashed + "/").contains("/../")
        ? "`" + path + "` must not contain `..` components"
        : null;
  }

  static @Nullable String platform(String platform) {
    int hyphen = platform.indexOf('-');
    if (hyphen < 0) {
      return "`" + platform + "` is not of the form `<os>-<arch>` (e.g. `linux-x86_64`)";
    }
    String shown = "` in `" + platform + "` (known: ";
    List<String> systems = List.of("linux", "macos", "windows");
    String system = platform.substring(0, hyphen);
    if (!systems.contains(system)) {
      return "unknown OS `" + system + shown + String.join(", ", systems) + ")";
    }
    List<String> architectures = List.of("x86_64", "aarch64", "armv7");
    String architecture = platform.substring(hyphen + 1);
    return architectures.contains(architecture)
        ? null
        : "unknown architecture `" + architecture + shown + String.join(", ", architectures) + ")";
  }

  /** The rule of the dataflow for ports, without the slash that separates there. */
  static @Nullable String port(String name) {
    try {
      DataId _ = new DataId(name);
    } catch (InvalidIdException e) {
      return "port name `" + name + "` is invalid: " + e.getMessage();
    }
    return name.contains("/") ? "port name `" + name + "` must not contain `/`" : null;
  }

  /** A variable's name, other than those that would take over the loader or an interpreter. */
  static @Nullable String variable(String name) {
    boolean startsWell = !name.isEmpty() && !(name.charAt(0) >= '0' && name.charAt(0) <= '9');
    if (!startsWell || !hasOnly(name, true, "_")) {
      return "`"
          + name
          + "` is not a valid environment variable name (expected `[A-Za-z_][A-Za-z0-9_]*`)";
    }
    return isDangerous(name.toUpperCase(Locale.ROOT))
        ? "`" + name + "` is security-sensitive and cannot be declared by a node manifest"
        : null;
  }

  private static boolean isDangerous(String name) {
    return switch (name) {
      case "PATH",
          "PYTHONPATH",
          "PYTHONHOME",
          "PYTHONSTARTUP",
          "PYTHONEXECUTABLE",
          "PYTHONBREAKPOINT",
          "VIRTUAL_ENV",
          "BASH_ENV",
          "ENV",
          "IFS" ->
          true;
      default -> name.startsWith("LD_") || name.startsWith("DYLD_") || name.startsWith("DORA_");
    };
  }

  /** Whether a text has no other characters than ASCII letters, digits and some more. */
  static boolean hasOnly(String text, boolean capitals, String more) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean capital = c >= 'A' && c <= 'Z';
      if (!isLetterOrDigit(c) && more.indexOf(c) < 0 || capital && !capitals) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** dora counts bytes, and says this before it says which characters are wrong. */
  private static int utf8Length(String text) {
    return text.getBytes(UTF_8).length;
  }
}
