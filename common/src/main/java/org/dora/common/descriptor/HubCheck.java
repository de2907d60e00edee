package org.dora.common.descriptor;

import org.jspecify.annotations.Nullable;

/** Checks a node that stands for a package of the hub (dataflow.md section 5.5). */
public final class HubCheck {
  private HubCheck() {}

  /** Returns why a node cannot be started: its package has not been put in its place. */
  static @Nullable Finding finding(PlacedNode placed) {
    if (placed.node().source().hub() == null) {
      return null;
    }
    Finding misuse = misuse(placed);
    return misuse != null
        ? misuse
        : Finding.hub(
            placed.path("hub"),
            "node `"
                + placed.node().id()
                + "` uses an unresolved `hub:` reference — run `dora build` first (`dora start`"
                + " requires a prior build for hub nodes)",
            null);
  }

  /** Returns why no package can be put in a node's place, null if one can be looked for. */
  public static @Nullable Finding misuse(Descriptor descriptor, int index) {
    return misuse(new PlacedNode(index, descriptor.nodes().get(index)));
  }

  private static @Nullable Finding misuse(PlacedNode placed) {
    NodeDescriptor node = placed.node();
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
      HubReference _ = HubReference.parse(String.valueOf(node.source().hub()));
      return null;
    } catch (HubReference.InvalidHubReferenceException e) {
      return Finding.hub(
          placed.path("hub"),
          "node `" + node.id() + "`: invalid `hub:` reference",
          String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String rival(NodeDescriptor node) {
    NodeSource source = node.source();
    if (!node.kinds().isEmpty()) {
      return node.kinds().getFirst().key();
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
