package org.dora.common.descriptor;

import org.dora.common.DoraException;

/**
 * Which package of the hub a node stands for: {@code [namespace/]name[@range]} (dataflow.md section
 * 5.5).
 *
 * @param namespace {@link #DEFAULT_NAMESPACE} if none was given
 * @param name of the package
 * @param range of versions, as written; {@code *} if none was given
 */
public record HubReference(String namespace, String name, String range) {
  public static final String DEFAULT_NAMESPACE = "dora-rs";

  /**
   * Reads a reference. The range is not looked into, only that there is one after an {@code @}.
   *
   * @throws InvalidHubReferenceException if the text is none
   */
  public static HubReference parse(String text) {
    int at = text.indexOf('@');
    String id = at < 0 ? text : text.substring(0, at);
    String range = at < 0 ? "*" : text.substring(at + 1);
    if (id.isEmpty()) {
      throw new InvalidHubReferenceException("empty package reference");
    }
    if (range.isBlank()) {
      throw new InvalidHubReferenceException(
          "invalid version requirement `" + range + "`: a version such as `^1.0` is expected");
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

  /** A text that names no package. */
  public static final class InvalidHubReferenceException extends DoraException {
    private static final long serialVersionUID = 1L;

    InvalidHubReferenceException(String message) {
      super(message);
    }
  }
}
