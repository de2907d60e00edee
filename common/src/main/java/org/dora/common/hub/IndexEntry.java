package org.dora.common.hub;

import java.util.List;
import org.dora.common.manifest.NodeManifest;
import org.jspecify.annotations.Nullable;

/**
 * One version of a package.
 *
 * @param manifest of the node, as it was when published
 * @param source where its bytes lie
 * @param yanked whether it is only for those who have it already
 * @param yankReason why, if that is so and was said
 */
public record IndexEntry(
    NodeManifest manifest, PackageSource source, boolean yanked, @Nullable String yankReason) {
  static final List<String> KEYS =
      List.of("manifest", "source", "published", "yanked", "yank_reason");
}
