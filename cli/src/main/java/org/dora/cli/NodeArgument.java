package org.dora.cli;

import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;

/** Reads ids of nodes from the command line. */
public final class NodeArgument {
  private NodeArgument() {}

  /**
   * Returns the id that a word is.
   *
   * @throws CliException if it is none
   */
  public static NodeId of(String word) {
    try {
      return new NodeId(word);
    } catch (InvalidIdException e) {
      throw CliException.failure("invalid node ID: " + e.getMessage());
    }
  }
}
