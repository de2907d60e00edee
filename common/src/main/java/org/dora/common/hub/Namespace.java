package org.dora.common.hub;

import java.nio.file.Path;
import java.util.Locale;

/** Guesses under which namespace somebody publishes: the owner of the repository. */
final class Namespace {
  private Namespace() {}

  /** Returns the owner of the remote {@code origin}. */
  static String of(Path folder, String fallback) {
    String url;
    try {
      url = Git.run(folder, "remote", "get-url", "origin");
    } catch (HubException e) {
      return fallback;
    }
    int scheme = url.indexOf("://");
    char before = scheme < 0 ? ':' : '/';
    String rest = scheme < 0 ? url : url.substring(scheme + "://".length());
    int start = rest.indexOf(before);
    if (start < 0) {
      return fallback;
    }
    StringBuilder owner = new StringBuilder();
    for (char c : rest.substring(start + 1).toLowerCase(Locale.ROOT).toCharArray()) {
      if (c == '/') {
        break;
      }
      if (HubIndex.isLetterOrDigit(c) || c == '-') {
        owner.append(c);
      }
    }
    return owner.isEmpty() ? fallback : owner.toString();
  }
}
