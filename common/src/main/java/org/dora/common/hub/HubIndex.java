package org.dora.common.hub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index of packages, one {@code [[index]]} of {@code hub.toml}.
 *
 * @param alias short name; of the folder in the cache, too
 * @param git repository that holds it; null for a folder of this machine
 * @param path that folder, or one within the repository; null for {@link #DEFAULT_FOLDER} of it
 * @param namespaces that are looked up here and nowhere else
 */
public record HubIndex(
    String alias, @Nullable String git, @Nullable String path, List<String> namespaces) {
  /** Alias of the index that all unbound namespaces are looked up in. */
  public static final String OFFICIAL = "official";

  /** Folder of a repository that is an index, unless it is told otherwise. */
  static final String DEFAULT_FOLDER = "node-index";

  private static final String OFFICIAL_GIT = "https://github.com/dora-rs/dora-hub";
  private static final int LONGEST_ALIAS = 64;

  public HubIndex {
    namespaces = List.copyOf(namespaces);
  }

  static HubIndex official() {
    return new HubIndex(OFFICIAL, OFFICIAL_GIT, DEFAULT_FOLDER, List.of());
  }

  /** Whether it is a folder of this machine. */
  public boolean isLocal() {
    return git == null;
  }

  /** Returns the folder within the repository. */
  String folder() {
    return path == null ? DEFAULT_FOLDER : path;
  }

  /**
   * Refuses what cannot be an index.
   *
   * @throws HubException in that case
   */
  void check() {
    if (!isAlias(alias)) {
      throw new HubException(
          "invalid index alias `"
              + Untrusted.withoutControls(alias)
              + "`: expected `[A-Za-z0-9_-]+` (max 64 chars)");
    }
    if (git == null && path == null) {
      throw new HubException("index `" + alias + "` has neither `git` nor `path`");
    }
    if (git != null) {
      checkRepository(git);
    } else if (path != null && !path.equals(Untrusted.withoutControls(path))) {
      throw new HubException("index `" + alias + "`: invalid `path`");
    }
  }

  private void checkRepository(String url) {
    try {
      GitAddress.require(url);
    } catch (HubException e) {
      throw new HubException("index `" + alias + "`", e);
    }
    if (path != null && !isConfined(path)) {
      throw new HubException(
          "index `"
              + alias
              + "`: `path` must be a relative directory inside the repository (no `..`, no leading"
              + " `-`)");
    }
  }

  private static boolean isConfined(String path) {
    String slashed = path.replace('\\', '/');
    return !slashed.isEmpty()
        && !slashed.startsWith("-")
        && !slashed.startsWith("/")
        && !("/" + slashed + "/").contains("/../")
        && path.equals(Untrusted.withoutControls(path));
  }

  private static boolean isAlias(String alias) {
    if (alias.isEmpty() || alias.length() > LONGEST_ALIAS || !isLetterOrDigit(alias.charAt(0))) {
      return false;
    }
    return alias.chars().allMatch(c -> isLetterOrDigit(c) || c == '-' || c == '_');
  }

  static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
