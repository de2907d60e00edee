package org.dora.daemon.direct;

import java.nio.file.Path;
import java.util.List;
import org.dora.common.descriptor.CommandLine;
import org.dora.common.descriptor.NodeProgram;
import org.dora.common.descriptor.OperatorSource;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.jvm.JavaLauncher;

/**
 * How a node can be reached, as far as its descriptor tells before it runs. A guess that is too
 * bold costs the producer's handshake of 500 ms, never a message.
 */
enum Peer {
  /** A process of its own with a Zenoh session, started here. */
  RELEASED,

  /**
   * A Java node, operators inside the daemon's own runtime, or a shell, of which nothing is known.
   */
  WITHOUT_ZENOH,

  /** Connects when somebody starts it, with or without Zenoh. */
  DYNAMIC;

  static Peer of(ResolvedNode node) {
    return switch (node.kind()) {
      case ResolvedNode.Kind.Program program -> of(program.program());
      case ResolvedNode.Kind.Runtime runtime ->
          runtime.operators().stream()
                  .allMatch(operator -> operator.source() instanceof OperatorSource.Python)
              ? RELEASED
              : WITHOUT_ZENOH;
    };
  }

  private static Peer of(NodeProgram program) {
    return switch (program.kind()) {
      case NodeProgram.Kind.Dynamic _ -> DYNAMIC;
      case NodeProgram.Kind.Shell _ -> WITHOUT_ZENOH;
      case NodeProgram.Kind.Download(String url, var _) -> ofFile(withoutQuery(url), program);
      case NodeProgram.Kind.File(String path) -> ofFile(path, program);
    };
  }

  private static Peer ofFile(String path, NodeProgram program) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean java =
        JavaLauncher.starts(Path.of(name)) || (name.equals("dora") && startsJava(program));
    return java ? WITHOUT_ZENOH : RELEASED;
  }

  private static String withoutQuery(String url) {
    return url.replaceFirst("[?#].*", "");
  }

  /** {@code dora java FILE} is how a Java node is started anywhere. */
  private static boolean startsJava(NodeProgram program) {
    try {
      List<String> words = CommandLine.split(program.args() == null ? "" : program.args());
      return !words.isEmpty() && words.getFirst().equals("java");
    } catch (CommandLine.InvalidQuotingException _) {
      return false; // refused when the node is prepared
    }
  }
}
