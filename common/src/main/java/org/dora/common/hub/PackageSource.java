package org.dora.common.hub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a published version lie.
 *
 * @param git repository; null for programs that are ready-made only
 * @param rev full id of a commit
 * @param subdir folder of the repository that is the package; null for all of it
 * @param binaries programs that are ready-made, one for each platform
 * @param fallback where it can be built from on other platforms
 */
record PackageSource(
    @Nullable String git,
    @Nullable String rev,
    @Nullable String subdir,
    List<Binary> binaries,
    @Nullable PackageSource fallback) {
  static final List<String> KEYS = List.of("git", "rev", "subdir", "binary", "fallback-git");

  PackageSource {
    binaries = List.copyOf(binaries);
  }

  /** A commit of a repository. */
  record Pin(String git, String rev) {}

  /**
   * A ready-made program.
   *
   * @param sha256 64 hexadecimal digits
   */
  record Binary(String platform, String url, String sha256) {
    static final List<String> KEYS = List.of("platform", "url", "sha256");

    /**
     * Refuses what nobody vouches for.
     *
     * @throws HubException in that case
     */
    void check() {
      if (!url.startsWith("https://")) {
        throw new HubException("binary artifact for `" + platform + "` has a non-https url");
      }
      if (!isHex(sha256, 64)) {
        throw new HubException(
            "binary artifact for `" + platform + "` has an invalid sha256 (need 64 hex chars)");
      }
    }
  }

  /**
   * Returns repository and commit.
   *
   * @throws HubException if there are none that can be trusted to stay the same
   */
  Pin pin(Map<String, String> environment) {
    if (git == null && rev == null && !binaries.isEmpty()) {
      throw new HubException(
          "this version is published as prebuilt binaries only, which cannot be built from source");
    }
    if (git == null || rev == null) {
      throw new HubException("index entry has an incomplete git source (needs `git` + `rev`)");
    }
    GitAddress.requireFitForIndex(git, environment);
    if (!isCommit(rev)) {
      throw new HubException(
          "index entry has an invalid commit hash (`rev` must be a full 40- or 64-char hex object"
              + " id)");
    }
    return new Pin(git, rev);
  }

  /** Returns the ready-made program for a platform. */
  Optional<Binary> binaryFor(String platform) {
    return binaries.stream().filter(binary -> binary.platform().equals(platform)).findFirst();
  }

  /** Whether a text is the full id of a commit, unlike a branch or an abbreviation. */
  static boolean isCommit(String rev) {
    return isHex(rev, 40) || isHex(rev, 64);
  }

  static boolean isHex(String text, int length) {
    return text.length() == length
        && text.chars()
            .allMatch(
                c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
  }

  /**
   * Refuses a subfolder that could lead out of the repository.
   *
   * @throws HubException in that case
   */
  void checkSubdir() {
    if (subdir != null && !isConfined(subdir)) {
      throw new HubException(
          "invalid git source subdir `"
              + Untrusted.withoutControls(subdir)
              + "`: must be a relative path inside the repository");
    }
  }

  private static boolean isConfined(String path) {
    String slashed = path.replace('\\', '/');
    return !path.isEmpty()
        && "/-~".indexOf(slashed.charAt(0)) < 0
        && !("/" + slashed + "/").contains("/../")
        && path.equals(Untrusted.withoutControls(path))
        && !(path.length() > 1 && path.charAt(1) == ':');
  }
}
