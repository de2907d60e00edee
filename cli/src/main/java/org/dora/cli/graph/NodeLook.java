package org.dora.cli.graph;

import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodeKind;
import org.dora.common.descriptor.NodeProgram;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.OperatorSource;
import org.dora.common.descriptor.Ros2Config;

/**
 * How a vertex is told from the others at a glance.
 *
 * @param style name of its class and icon in the page
 * @param kind what it is, in words
 * @param runs what it runs, as short as it can be said
 */
record NodeLook(String style, String kind, String runs) {
  static NodeLook of(Vertex vertex) {
    OperatorDescriptor operator = vertex.operator();
    if (operator != null) {
      return new NodeLook("operator", language(operator.source()), operator.source().source());
    }
    return of(vertex.node());
  }

  /** The look of a node, its frame if it is a runtime. */
  static NodeLook of(NodeDescriptor node) {
    for (NodeKind kind : node.kinds()) {
      switch (kind) {
        case NodeKind.Program(NodeProgram program) -> {
          return ofProgram(program);
        }
        case NodeKind.Ros2(Ros2Config config) -> {
          return new NodeLook("ros2", "ROS 2 bridge", subject(config));
        }
        case NodeKind.Runtime _, NodeKind.SingleOperator _ -> {
          return new NodeLook("runtime", "runtime", "");
        }
        case NodeKind.Module _ -> {
          return new NodeLook("module", "module", "");
        }
      }
    }
    return new NodeLook("program", "node", "");
  }

  private static NodeLook ofProgram(NodeProgram program) {
    return switch (program.kind()) {
      case NodeProgram.Kind.Dynamic _ ->
          new NodeLook("dynamic", "dynamic node", "connects on its own");
      case NodeProgram.Kind.Shell(String script) -> new NodeLook("shell", "shell script", script);
      case NodeProgram.Kind.Download(String url, _) ->
          new NodeLook("download", "downloaded program", url);
      case NodeProgram.Kind.File(String path) -> new NodeLook("program", "program", path);
    };
  }

  private static String language(OperatorSource source) {
    return switch (source) {
      case OperatorSource.Python _ -> "Python operator";
      case OperatorSource.SharedLibrary _ -> "operator in a shared library";
      case OperatorSource.Wasm _ -> "WebAssembly operator";
    };
  }

  private static String subject(Ros2Config config) {
    if (config.topic() != null) {
      return config.direction().text() + " " + config.topic();
    }
    if (config.topics() != null) {
      return config.topics().size() == 1 ? "1 topic" : config.topics().size() + " topics";
    }
    if (config.service() != null) {
      return "service " + config.service();
    }
    return config.action() == null ? "" : "action " + config.action();
  }
}
