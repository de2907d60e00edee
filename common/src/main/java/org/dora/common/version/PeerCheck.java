package org.dora.common.version;

import java.util.Optional;
import org.dora.common.message.Metadata;

/**
 * Decides whether a node may register (node-protocol.md, section 5.1), a daemon or a CLI
 * (control-protocol.md, section 6).
 */
public final class PeerCheck {
  /** The release of dora whose formats we speak; what a peer has to be compatible with. */
  public static final String COMPATIBLE_VERSION = "1.1.0";

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
   * Returns the text in which a daemon is refused, or empty if it may register.
   *
   * @param doraVersion version that it announced
   * @param metadataVersion layout of metadata that it speaks
   */
  public static Optional<String> refusalOfDaemon(String doraVersion, int metadataVersion) {
    if (!isCompatible(doraVersion)) {
      return Optional.of(
          "version mismatch: this daemon runs dora v"
              + doraVersion
              + " but the coordinator expects v"
              + COMPATIBLE_VERSION
              + " — these dora versions are incompatible. Upgrade the component that is behind so"
              + " both sides share a semver-compatible version.");
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

  /** Returns the text in which a CLI is refused, or empty if it is served. */
  public static Optional<String> refusalOfCli(String doraVersion) {
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

  /** Returns whether either version lies in the other's caret range. */
  public static boolean isCompatible(String version) {
    return SemanticVersion.parse(version)
        .filter(theirs -> OURS.caretMatches(theirs) || theirs.caretMatches(OURS))
        .isPresent();
  }
}
