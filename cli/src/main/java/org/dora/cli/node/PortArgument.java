package org.dora.cli.node;

import org.dora.cli.CliException;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;

/** An input or output of a node as the command line names it: {@code node/port}. */
record PortArgument(NodeId node, DataId port) {
  /**
   * Returns the port that a word names; that of an operator has a slash of its own.
   *
   * @throws CliException if it names none
   */
  static PortArgument of(String word) {
    int slash = word.indexOf('/');
    if (slash < 0) {
      throw CliException.failure("expected 'node_id/port_id', got '" + word + "'");
    }
    try {
      return new PortArgument(
          new NodeId(word.substring(0, slash)), new DataId(word.substring(slash + 1)));
    } catch (InvalidIdException e) {
      throw CliException.failure(
          "expected 'node_id/port_id', got '" + word + "': " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return node + "/" + port;
  }
}
