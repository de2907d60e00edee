package org.dora.cli.node;

import org.dora.cli.CliException;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;

/** Reads ids of nodes from the command line. */
final class NodeArgument {
  private NodeArgument() {}

  /**
   * Returns the id that a word is.
   *
   * @throws CliException if it is none
   */
  static NodeId of(String word) {
    try {
      return new NodeId(word);
    } catch (InvalidIdException e) {
      throw CliException.failure("invalid node ID: " + e.getMessage());
    }
  }
}
