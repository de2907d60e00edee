package org.dora.common.descriptor;

import org.dora.common.DoraException;
import org.dora.common.version.VersionRequirement;

/**
 * Which package of the hub a node stands for: {@code [namespace/]name[@range]} (dataflow.md section
 * 5.5).
 *
 * @param namespace {@link #DEFAULT_NAMESPACE} if none was given
 * @param name of the package
 * @param range of versions that will do; any release if none was given
 */
public record HubReference(String namespace, String name, VersionRequirement range) {
  /** The official namespace, that of names without one. */
  public static final String DEFAULT_NAMESPACE = "dora-rs";

  /**
   * Reads a reference.
   *
   * @throws InvalidHubReferenceException if the text is none
   */
  public static HubReference parse(String text) {
    int at = text.indexOf('@');
    String id = (at < 0 ? text : text.substring(0, at)).strip();
    VersionRequirement range =
        at < 0 ? VersionRequirement.ANY : range(text.substring(at + 1).strip());
    if (id.isEmpty()) {
      throw new InvalidHubReferenceException("empty package reference");
    }
    int slash = id.indexOf('/');
    String namespace = slash < 0 ? DEFAULT_NAMESPACE : id.substring(0, slash);
    String name = id.substring(slash + 1);
    if (name.contains("/")) {
      throw new InvalidHubReferenceException(
          "invalid package reference `" + text + "`: expected `[namespace/]name@version-req`");
    }
    if (namespace.isEmpty() || name.isEmpty()) {
      throw new InvalidHubReferenceException(
          "invalid package reference `" + text + "`: empty namespace or name");
    }
    return new HubReference(namespace, name, range);
  }

  private static VersionRequirement range(String text) {
    return VersionRequirement.parse(text)
        .orElseThrow(() ->
            new InvalidHubReferenceException(
                "invalid version requirement `"
                    + text
                    + "`: expected comparisons such as `^1.0`, `~1.2.3`, `>=1.0, <2` or `*`"));
  }

  /** Returns what indexes and lock files call the package: {@code acme/camera}. */
  public String key() {
    return namespace + "/" + name;
  }

  @Override
  public String toString() {
    return key() + "@" + range;
  }

  /** A text that names no package. */
  public static final class InvalidHubReferenceException extends DoraException {
    private static final long serialVersionUID = 1L;

    InvalidHubReferenceException(String message) {
      super(message);
    }
  }
}
