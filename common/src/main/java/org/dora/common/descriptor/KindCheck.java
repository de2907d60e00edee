package org.dora.common.descriptor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a node is exactly one thing, has only the keys of that thing, and says once where its
 * code comes from (dataflow.md sections 3.2 and 5.4).
 */
final class KindCheck {
  private KindCheck() {}

  /** Returns the first thing wrong with a node, null if there is none. */
  static @Nullable Finding finding(PlacedNode placed) {
    NodeDescriptor node = placed.node();
    List<NodeKind> kinds = node.kinds();
    if (kinds.isEmpty()) {
      return Finding.resolution(
          placed.path(),
          "node `"
              + node.id()
              + "` requires a `path`, `operators`, `operator`, `ros2`, or `module` field");
    }
    if (kinds.size() > 1) {
      return Finding.resolution(
          placed.path(kinds.getLast().key()),
          "node `"
              + node.id()
              + "` has multiple exclusive fields set, only one of `path`, `operators`, `operator`,"
              + " `ros2`, and `module` is allowed");
    }
    NodeKind kind = kinds.getFirst();
    Finding keys = keysNotAllowed(placed, kind);
    if (keys != null) {
      return keys;
    }
    return switch (kind) {
      case NodeKind.Program _ -> repository(placed, node.source());
      case NodeKind.Module _ ->
          Finding.resolution(
              placed.path("module"),
              "module node `" + node.id() + "` must be expanded before it can be checked");
      case NodeKind.Runtime _, NodeKind.SingleOperator _, NodeKind.Ros2 _ -> null;
    };
  }

  /** Returns what to say of the keys that a kind does not allow, null if all are allowed. */
  private static @Nullable Finding keysNotAllowed(PlacedNode placed, NodeKind kind) {
    List<String> keys = SetKeys.notAllowed(placed.node(), kind);
    if (keys.isEmpty()) {
      return null;
    }
    return Finding.resolution(
            placed.path(keys.getFirst()),
            "node `"
                + placed.node().id()
                + "` has fields that are not allowed on "
                + SetKeys.name(kind)
                + " nodes: "
                + String.join(", ", keys))
        .withHint(SetKeys.advice(kind));
  }

  private static @Nullable Finding repository(PlacedNode placed, NodeSource source) {
    int revisions = given(source.branch()) + given(source.tag()) + given(source.rev());
    String last = source.rev() != null ? "rev" : source.tag() != null ? "tag" : "branch";
    if (source.git() == null && revisions > 0) {
      return Finding.resolution(
          placed.path(last), "`git` source required when using branch, tag, or rev");
    }
    if (revisions > 1) {
      return Finding.resolution(
          placed.path(last),
          "only one of `branch`, `tag`, and `rev` are allowed (got ("
              + option(source.branch())
              + ", "
              + option(source.tag())
              + ", "
              + option(source.rev())
              + "))");
    }
    return null;
  }

  private static int given(@Nullable String value) {
    return value == null ? 0 : 1;
  }

  private static String option(@Nullable String value) {
    return value == null ? "None" : "Some(" + RustText.quoted(value) + ")";
  }
}
