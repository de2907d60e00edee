package org.dora.common.hub;

import org.dora.common.version.VersionRequirement;

/**
 * Which package {@code hub:} asks for: {@code [<namespace>/]<name>[@<range>]}.
 *
 * @param namespace who publishes it
 * @param name of the package
 * @param requirement versions that will do
 */
public record PackageReference(String namespace, String name, VersionRequirement requirement) {
  /** The namespace of names that are written without one. */
  public static final String OFFICIAL_NAMESPACE = "dora-rs";

  /**
   * Reads a reference.
   *
   * @throws HubException if the text is none
   */
  public static PackageReference parse(String text) {
    int at = text.indexOf('@');
    VersionRequirement range = at < 0 ? VersionRequirement.ANY : range(text.substring(at + 1));
    String path = (at < 0 ? text : text.substring(0, at)).strip();
    if (path.isEmpty()) {
      throw new HubException("empty package reference");
    }
    int slash = path.indexOf('/');
    String namespace = slash < 0 ? OFFICIAL_NAMESPACE : path.substring(0, slash);
    String name = path.substring(slash + 1);
    if (name.contains("/")) {
      throw new HubException(
          "invalid package reference `" + text + "`: expected `[namespace/]name@version-req`");
    }
    if (namespace.isEmpty() || name.isEmpty()) {
      throw new HubException(
          "invalid package reference `" + text + "`: empty namespace or name");
    }
    return new PackageReference(namespace, name, range);
  }

  private static VersionRequirement range(String text) {
    String range = text.strip();
    return VersionRequirement.parse(range)
        .orElseThrow(() ->
            new HubException(
                "invalid version requirement `"
                    + range
                    + "`: expected comparisons such as `^1.2`, `~1.2.3`, `>=1.0, <2` or `*`"));
  }

  /** Returns what indexes and lock files call the package: {@code acme/camera}. */
  public String key() {
    return namespace + "/" + name;
  }

  @Override
  public String toString() {
    return key() + "@" + requirement;
  }
}
