package org.dora.cli.graph;

import java.util.List;
import java.util.Objects;
import org.dora.common.descriptor.OperatorDescriptor;

/**
 * What a card says of its vertex and the frame around it does not.
 *
 * @param title id, without what the frame says of it
 * @param description for people, or empty
 * @param badges settings worth a glance
 */
record CardText(String title, String description, List<String> badges) {
  /**
   * A node that has no frame of its own.
   *
   * @param prefix what the frame of its module says: {@code amp.}, or empty
   */
  static CardText alone(Vertex vertex, String prefix) {
    String id = vertex.node().id().value();
    OperatorDescriptor operator = vertex.operator();
    String own = operator == null ? null : operator.description();
    String description = own == null ? vertex.node().description() : own;
    return new CardText(
        id.startsWith(prefix) ? id.substring(prefix.length()) : id,
        Objects.requireNonNullElse(description, ""),
        Badges.of(vertex.node()));
  }

  /** An operator within the frame of its runtime. */
  static CardText inFrame(Vertex vertex) {
    String runtime = vertex.node().id() + "/";
    OperatorDescriptor operator = vertex.operator();
    String description = operator == null ? null : operator.description();
    return new CardText(
        vertex.id().substring(runtime.length()),
        Objects.requireNonNullElse(description, ""),
        List.of());
  }
}
