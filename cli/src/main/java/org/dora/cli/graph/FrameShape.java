package org.dora.cli.graph;

import java.util.List;
import org.dora.common.descriptor.NodeDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the frame around the nodes of a module or the operators of a runtime.
 *
 * @param style name of its class in the page
 * @param id of the module or runtime
 * @param kind what it is, in words
 * @param node the runtime; null for a module
 * @param description what fits of it in one line, or empty
 */
record FrameShape(
    String style, String id, String kind, @Nullable NodeDescriptor node, String description) {
  static final double TITLE_SIZE = 12.5;
  static final double KIND_SIZE = 10.5;
  static final double TITLE_LEFT = 14;
  private static final double TITLE_LINE = 34;
  private static final double DESCRIPTION_LINE = 18;
  private static final double DESCRIPTION_ROOM = 300;

  static FrameShape ofModule(String id) {
    return new FrameShape("module", id, "module", null, "");
  }

  static FrameShape ofRuntime(NodeDescriptor node) {
    String description = node.description() == null ? "" : node.description().strip();
    return new FrameShape(
        "runtime",
        node.id().value(),
        "runtime",
        node,
        description.isEmpty()
            ? ""
            : Typeface.TEXT
                .wrapped(description, CardShape.DESCRIPTION_SIZE, DESCRIPTION_ROOM, 1)
                .getFirst());
  }

  List<String> badges() {
    return node == null ? List.of() : Badges.of(node);
  }

  /** Where the kind stands, right of the title. */
  double kindLeft() {
    return TITLE_LEFT + Typeface.BOLD.width(id, TITLE_SIZE) + 8;
  }

  /** Where the badges stand, right of the kind. */
  double badgesLeft() {
    return kindLeft() + Typeface.TEXT.width(kind, KIND_SIZE) + 8;
  }

  double leastWidth() {
    double badges = badges().stream().mapToDouble(each -> CardShape.badgeWidth(each) + 5).sum();
    double line = Typeface.TEXT.width(description, CardShape.DESCRIPTION_SIZE) + TITLE_LEFT;
    return Math.ceil(Math.max(badgesLeft() + badges, line) + TITLE_LEFT);
  }

  double headHeight() {
    return TITLE_LINE + (description.isEmpty() ? 0 : DESCRIPTION_LINE);
  }
}
