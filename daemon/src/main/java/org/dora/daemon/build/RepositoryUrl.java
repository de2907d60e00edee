package org.dora.daemon.build;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The address of a git repository, taken apart as far as the place of its clones depends on it
 * (dataflow.md section 5.4); the released program finds our clones and we find its.
 *
 * @param host name of the machine; {@code localhost} for none
 * @param segments of the path, as they stand in the address
 */
record RepositoryUrl(String host, List<String> segments) {
  /** Schemes in which a backslash is a slash and hosts are compared without case. */
  private static final Set<String> SPECIAL = Set.of("http", "https", "file", "ftp", "ws", "wss");

  private static final String UNNAMEABLE = "<>:\"|?*\\/";

  /** What addresses may not hold as it is; the released program's parser encodes it. */
  private static final String ENCODED = " \"<>`#?{}^";

  /**
   * Takes an address apart.
   *
   * @throws BuildException if it is no URL
   */
  static RepositoryUrl parse(String address) {
    int colon = address.indexOf("://");
    String scheme = colon < 0 ? "" : address.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.matches("[a-z][a-z0-9+.-]*")) {
      throw new BuildException(
          "failed to parse git repository URL",
          new BuildException("`" + address + "` is no URL" + advice(address)));
    }
    boolean special = SPECIAL.contains(scheme);
    String rest = withoutQuery(address.substring(colon + "://".length()));
    if (special) {
      rest = rest.replace('\\', '/');
    }
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    return new RepositoryUrl(
        host(authority, special), segments(slash < 0 ? "" : rest.substring(slash + 1)));
  }

  /** Says how git's other two forms of an address are written as a URL. */
  private static String advice(String address) {
    int colon = address.indexOf(':');
    if (colon > 0 && address.indexOf('/') != 0 && !address.substring(0, colon).contains("/")) {
      return "; for this one write `ssh://"
          + address.substring(0, colon)
          + "/"
          + address.substring(colon + 1)
          + "`";
    }
    return "; for a folder of this machine write `file://` and its absolute path";
  }

  private static String withoutQuery(String address) {
    int end = address.length();
    for (char mark : new char[] {'?', '#'}) {
      int at = address.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    return address.substring(0, end);
  }

  private static String host(String authority, boolean special) {
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int port = host.lastIndexOf(':');
    if (port > host.lastIndexOf(']')) {
      host = host.substring(0, port);
    }
    if (host.isEmpty()) {
      return "localhost";
    }
    return special ? host.toLowerCase(Locale.ROOT) : host;
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      switch (segment) {
        case "", "." -> {} // adds no folder
        case ".." -> {
          if (!segments.isEmpty()) {
            segments.removeLast();
          }
        }
        default -> segments.add(encoded(segment));
      }
    }
    return List.copyOf(segments);
  }

  private static String encoded(String segment) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : segment.getBytes(StandardCharsets.UTF_8)) {
      int c = each & 0xff;
      if (c <= 0x1f || c >= 0x7f || ENCODED.indexOf(c) >= 0) {
        encoded.append("%%%02X".formatted(c));
      } else {
        encoded.append((char) c);
      }
    }
    return encoded.toString();
  }

  /** Returns the folder of the clone of a commit below a base folder. */
  Path cloneOf(String commit, Path base) {
    Path folder = base.resolve(nameable(host));
    for (String segment : segments) {
      folder = folder.resolve(nameable(segment));
    }
    return folder.resolve(commit);
  }

  private static String nameable(String name) {
    StringBuilder nameable = new StringBuilder();
    for (char c : name.toCharArray()) {
      nameable.append(UNNAMEABLE.indexOf(c) >= 0 || Character.isISOControl(c) ? '_' : c);
    }
    return nameable.toString();
  }
}
