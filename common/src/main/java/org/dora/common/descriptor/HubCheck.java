package org.dora.common.descriptor;

import org.jspecify.annotations.Nullable;

/** Checks a node that stands for a package of the hub (dataflow.md section 5.5). */
final class HubCheck {
  private HubCheck() {}

  /** Returns why a node's package cannot be had, null if the node needs none. */
  static @Nullable Finding finding(PlacedNode placed) {
    NodeDescriptor node = placed.node();
    String reference = node.source().hub();
    if (reference == null) {
      return null;
    }
    String rival = rival(node);
    if (rival != null) {
      return Finding.hub(
          placed.path(rival),
          "node `"
              + node.id()
              + "`: `hub:` is mutually exclusive with `path`, `git`, `build`, and operator fields"
              + " — the hub package supplies them",
          null);
    }
    try {
      HubReference _ = HubReference.parse(reference);
    } catch (HubReference.InvalidHubReferenceException e) {
      return Finding.hub(
          placed.path("hub"),
          "node `" + node.id() + "`: invalid `hub:` reference",
          String.valueOf(e.getMessage()));
    }
    return Finding.hub(
            placed.path("hub"),
            "node `" + node.id() + "`: failed to fetch the hub index",
            "this version of dora cannot fetch packages of the hub yet")
        .withHint("name the program yourself, with `path` or with `git` and `path`");
  }

  private static @Nullable String rival(NodeDescriptor node) {
    NodeSource source = node.source();
    if (!node.kinds().isEmpty()) {
      return KindCheck.key(node.kinds().getFirst());
    }
    if (source.git() != null) {
      return "git";
    }
    if (source.build() != null) {
      return "build";
    }
    if (source.branch() != null) {
      return "branch";
    }
    if (source.tag() != null) {
      return "tag";
    }
    return source.rev() == null ? null : "rev";
  }
}
