package org.dora.common.version;

import java.util.Objects;

/** Which version of the suite this is, for users and for peers. */
public final class DoraVersion {
  private static final String OURS =
      Objects.requireNonNullElse(
          DoraVersion.class.getPackage().getImplementationVersion(), "unpackaged");

  private DoraVersion() {}

  /**
   * Our own version, as the manifest of the JAR that this class lies in says, or {@code unpackaged}
   * for classes in a folder.
   */
  public static String ours() {
    return OURS;
  }

  /**
   * What we say to peers in handshakes, such as {@code 1.1.0+jvm.0.1.0}. Released peers ignore the
   * build metadata; our own side is recognised by it (architecture, decision 5).
   */
  public static String announced() {
    return PeerCheck.COMPATIBLE_VERSION + PeerCheck.OUR_MARK + OURS;
  }
}
