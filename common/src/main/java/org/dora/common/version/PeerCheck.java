package org.dora.common.version;

import java.util.Optional;
import org.dora.common.message.Metadata;

/**
 * Decides whether a peer may take part: a node (node-protocol.md, section 5.1), a daemon or the CLI
 * (control-protocol.md, section 6).
 */
public final class PeerCheck {
  /** The release of dora whose formats we speak; what a peer has to be compatible with. */
  public static final String COMPATIBLE_VERSION = "1.1.0";

  /** The build metadata by which our own side is known. */
  static final String OUR_MARK = "+jvm.";

  private static final SemanticVersion OURS =
      SemanticVersion.parse(COMPATIBLE_VERSION).orElseThrow();

  private PeerCheck() {}

  /**
   * Returns the text in which a node is refused, or empty if it may register.
   *
   * @param doraVersion version that it announced
   * @param metadataVersion layout of metadata that it speaks
   */
  public static Optional<String> refusal(String doraVersion, int metadataVersion) {
    if (!isCompatible(doraVersion)) {
      return Optional.of(
          "version mismatch: message format v"
              + doraVersion
              + " is not compatible with expected message format v"
              + COMPATIBLE_VERSION);
    }
    if (metadataVersion != Metadata.VERSION) {
      return Optional.of(
          "message wire-format mismatch: node speaks metadata format v"
              + metadataVersion
              + " but this daemon speaks v"
              + Metadata.VERSION
              + ". The node and daemon were built from dora revisions with incompatible message"
              + " formats; rebuild both from the same revision.");
    }
    return Optional.empty();
  }

  /**
   * Returns the text in which the coordinator refuses the CLI, or empty if they go together.
   *
   * @param doraVersion version that the CLI announced
   */
  public static Optional<String> cliRefusal(String doraVersion) {
    return isCompatible(doraVersion)
        ? Optional.empty()
        : Optional.of(
            "dora version mismatch: CLI v"
                + doraVersion
                + " is not compatible with coordinator v"
                + COMPATIBLE_VERSION
                + ". Upgrade the component that is behind (usually the CLI) so both sides share a"
                + " semver-compatible version.");
  }

  /**
   * Returns the text in which the coordinator refuses a daemon, or empty if it may register.
   *
   * @param doraVersion version that it announced
   * @param metadataVersion layout of metadata that it speaks
   */
  public static Optional<String> daemonRefusal(String doraVersion, int metadataVersion) {
    if (!isCompatible(doraVersion)) {
      return Optional.of(
          "version mismatch: this daemon runs dora v"
              + doraVersion
              + " but the coordinator expects v"
              + COMPATIBLE_VERSION
              + " — these dora versions are incompatible. "
              + remedy(doraVersion)
              + ".");
    }
    if (metadataVersion != Metadata.VERSION) {
      return Optional.of(
          "message wire-format mismatch: this daemon speaks metadata format v"
              + metadataVersion
              + " but the coordinator speaks v"
              + Metadata.VERSION
              + ". The daemon and coordinator were built from dora revisions with incompatible"
              + " message formats; rebuild both from the same revision.");
    }
    return Optional.empty();
  }

  private static String remedy(String daemonVersion) {
    boolean isOlder =
        SemanticVersion.parse(daemonVersion).filter(v -> v.compareTo(OURS) < 0).isPresent();
    return isOlder
        ? "upgrade the daemon to match the coordinator (e.g. `cargo install dora-cli --version "
            + COMPATIBLE_VERSION
            + "`) — an older daemon also lacks newer wire features such as hub `subdir`/`hub:` node"
            + " sources"
        : "upgrade the coordinator to dora v"
            + daemonVersion
            + " (or run an older daemon) so both sides match";
  }

  /** Returns whether a version is that of our own suite. */
  public static boolean isOurs(String doraVersion) {
    return doraVersion.contains(OUR_MARK);
  }

  /** Returns whether either version lies in the other's caret range. */
  public static boolean isCompatible(String version) {
    return SemanticVersion.parse(version)
        .filter(theirs -> OURS.caretMatches(theirs) || theirs.caretMatches(OURS))
        .isPresent();
  }
}
