package org.dora.common.hub;

import java.util.Locale;

/** Names platforms as packages do: {@code linux-x86_64}. */
final class Platform {
  private Platform() {}

  /** The platform of this process. */
  static String ours() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static String of(String system, String architecture) {
    String name = system.toLowerCase(Locale.ROOT);
    String os = name.startsWith("mac") ? "macos" : name.startsWith("windows") ? "windows" : name;
    return os + "-" + (architecture.equals("amd64") ? "x86_64" : architecture);
  }
}
