package org.dora.common.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;

/** Addresses of repositories, which come from other people's files and end in command lines. */
final class GitAddress {
  /** Lets entries of an index point at this machine, for tests and mirrors. */
  static final String ALLOW_LOCAL = "DORA_HUB_ALLOW_LOCAL_SOURCES";

  private static final List<String> SCHEMES = List.of("https://", "ssh://", "file://", "git@");
  private static final String UNENCODED = "-._~!$&'()*+,;=:@/";

  private GitAddress() {}

  /**
   * Refuses what would be an option or a command to git, and what goes over the wire in the clear.
   *
   * @throws HubException in that case
   */
  static void require(String url) {
    boolean known = isPath(url) || SCHEMES.stream().anyMatch(url::startsWith);
    if (!known || !url.equals(Untrusted.withoutControls(url))) {
      throw new HubException(
          "invalid git URL `"
              + Untrusted.withoutControls(url)
              + "`: expected a https/ssh/file URL or absolute path");
    }
    if (host(url).startsWith("-")) {
      throw new HubException(
          "invalid git URL `" + url + "`: host component starts with '-' (option injection risk)");
    }
  }

  /**
   * Refuses what an entry of an index must not point at: beside all else, this machine's own files.
   *
   * @throws HubException in that case
   */
  static void requireFitForIndex(String url, Map<String, String> environment) {
    require(url);
    if (isLocal(url) && !environment.containsKey(ALLOW_LOCAL)) {
      throw new HubException(
          "index entry source `"
              + url
              + "` is a local path; a public index must use an https/ssh remote (set "
              + ALLOW_LOCAL
              + "=1 to allow local sources for testing or mirrors)");
    }
  }

  /** Whether the repository lies on this machine, so that no network is needed. */
  static boolean isLocal(String url) {
    return url.startsWith("file://") || isPath(url);
  }

  private static boolean isPath(String url) {
    return url.startsWith("/");
  }

  private static String host(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return url.startsWith("git@") ? until(url.substring("git@".length()), ':') : "";
    }
    String authority = until(url.substring(scheme + "://".length()), '/');
    return until(authority.substring(authority.lastIndexOf('@') + 1), ':');
  }

  private static String until(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  /** Returns an address that has a scheme, as nodes with {@code git} need it. */
  static String withScheme(String url) {
    if (url.contains("://")) {
      return url;
    }
    int colon = url.indexOf(':');
    if (url.startsWith("git@") && colon > 0) {
      String path = url.substring(colon + 1);
      while (path.startsWith("/")) {
        path = path.substring(1);
      }
      return "ssh://" + url.substring(0, colon) + "/" + path;
    }
    return isPath(url) ? "file://" + encoded(url) : url;
  }

  private static String encoded(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNENCODED.indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append("%%%02X".formatted((int) c));
      }
    }
    return out.toString();
  }
}
