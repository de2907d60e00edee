package org.dora.common.hub;

import java.nio.file.Path;
import java.util.Map;
import org.dora.common.session.LockFile;
import org.jspecify.annotations.Nullable;

/**
 * How packages of the hub are looked up.
 *
 * @param overrides folders that stand in for packages, by the package's key
 * @param offline whether only cached indexes are used
 * @param lock what was chosen before; null to choose anew
 * @param locked whether nothing but that will do, instead of being tried first
 */
public record HubOptions(
    Map<String, Path> overrides, boolean offline, @Nullable LockFile lock, boolean locked) {
  public HubOptions {
    overrides = Map.copyOf(overrides);
  }
}
