package org.dora.common.descriptor;

import org.jspecify.annotations.Nullable;

/**
 * Something that a check has to say about a descriptor that could be read.
 *
 * @param kind how grave it is and which check found it
 * @param message what is wrong, in the released program's words where it has some
 * @param cause the reason beneath it, if the released program gives it a line of its own
 * @param hint what to do about it, or null
 * @param path the keys that lead to the place, {@code nodes[1].inputs.image}
 */
public record Finding(
    Kind kind, String message, @Nullable String cause, @Nullable String hint, String path) {
  Finding(Kind kind, String message, @Nullable String cause, String path) {
    this(kind, message, cause, null, path);
  }

  /** How grave a finding is and which check made it. */
  public enum Kind {
    /** A package of the hub that cannot be had. */
    HUB("hub packages cannot be resolved"),
    /** An error in kinds, keys or ids: it is not clear what the nodes are. */
    RESOLUTION("wiring check failed"),
    /** An input that comes from nowhere. */
    WIRING("wiring check failed"),
    /** An error in the value of a setting. */
    SETTINGS("descriptor check failed"),
    /** Accepted by dora, but hardly meant that way. */
    WARNING("");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** The released program's headline for errors of this kind; empty for warnings. */
    public String title() {
      return title;
    }
  }

  static Finding hub(String path, String message, @Nullable String cause) {
    return new Finding(Kind.HUB, message, cause, path);
  }

  static Finding resolution(String path, String message) {
    return new Finding(Kind.RESOLUTION, message, null, path);
  }

  static Finding wiring(String path, String message) {
    return new Finding(Kind.WIRING, message, null, path);
  }

  static Finding setting(String path, String message, @Nullable String cause) {
    return new Finding(Kind.SETTINGS, message, cause, path);
  }

  /** Something that is accepted, but hardly meant that way. */
  public static Finding warning(String path, String message) {
    return new Finding(Kind.WARNING, message, null, path);
  }

  /** Returns this with advice, null for none. */
  Finding withHint(@Nullable String advice) {
    return new Finding(kind, message, cause, advice, path);
  }

  /** Whether the dataflow must not be run. */
  public boolean isError() {
    return kind != Kind.WARNING;
  }
}
