package org.dora.common.descriptor.module;

import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePlace;
import org.dora.common.descriptor.Problem;

/** A node together with where it was written, so that what is said of it can show the place. */
record PlacedNode(NodeDescriptor node, NodePlace place) {
  /** Returns something said of the node as a whole. */
  Problem problem(String message, String... hints) {
    return Problem.at(place.source(), place.path(), message, hints);
  }

  /**
   * Returns something said of one of the node's keys.
   *
   * @param path the keys that lead there from the node: {@code inputs.image}
   */
  Problem problemAt(String path, String message, String... hints) {
    return Problem.at(place.source(), place.path() + "." + path, message, hints);
  }

  /** Returns {@code file:line:column} of the node's id. */
  String idPlace() {
    return place.source().place(place.path() + ".id");
  }

  PlacedNode with(NodeDescriptor other) {
    return new PlacedNode(other, place);
  }
}
