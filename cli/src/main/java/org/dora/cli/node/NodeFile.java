package org.dora.cli.node;

import java.nio.file.Path;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import org.dora.common.descriptor.DescriptorException;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.NodeDescriptor;

/** Reads a file with the definition of one node. */
final class NodeFile {
  private NodeFile() {}

  /**
   * Returns the node; says so if it has commands that nobody will run.
   *
   * @throws CliException if there is none in the file
   */
  static NodeDescriptor read(Path file, Map<String, String> environment, Console console) {
    try {
      NodeDescriptor node = DescriptorParser.readNode(file, environment);
      if (node.source().build() != null) {
        console.noEffect(
            "build", "what joins a running dataflow is not built; run its commands before");
      }
      return node;
    } catch (DescriptorException e) {
      throw e.problems().isEmpty()
          ? CliException.failure("failed to read node YAML `" + file + "`: " + e.reason())
          : CliException.ofProblems("failed to parse node YAML", e.problems());
    }
  }

  /** Returns a node in the form in which it reaches the daemon as it is. */
  static NodeDescriptor forSending(NodeDescriptor node, ControlClient client) {
    return client.isOurs() ? node : node.forRelay();
  }
}
