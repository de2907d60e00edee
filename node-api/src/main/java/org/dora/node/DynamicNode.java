package org.dora.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dora.common.DoraException;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.codec.DaemonRequestCodec;
import org.dora.common.codec.PostcardReader;
import org.dora.common.codec.TimestampedCodec;
import org.dora.common.config.DaemonCommunication;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeConfigReader;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;
import org.dora.common.net.FrameChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a daemon of this machine for the configuration of a node that it did not start itself
 * (node-protocol.md, section 12).
 */
final class DynamicNode {
  /** Says where the daemon listens. */
  static final String PORT_VARIABLE = "DORA_DAEMON_LOCAL_LISTEN_PORT";

  static final int DEFAULT_PORT = 53291;

  /** How much of the daemon's words is shown. */
  private static final int MAX_WORDS = 512;

  private static final Logger log = LoggerFactory.getLogger(DynamicNode.class);

  private DynamicNode() {}

  /** Returns the port that the environment names, or the default one. */
  static int port(Map<String, String> environment) {
    String text = environment.get(PORT_VARIABLE);
    if (text == null) {
      return DEFAULT_PORT;
    }
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= 0xffff) {
        return port;
      }
    } catch (NumberFormatException _) {
      // reported below
    }
    log.warn(
        "invalid {}=\"{}\", expected a port number; using default port {}",
        PORT_VARIABLE,
        text,
        DEFAULT_PORT);
    return DEFAULT_PORT;
  }

  /**
   * @throws NodeInitException if there is no daemon, or it has no such node to give
   */
  static NodeConfig ask(String id, int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    String daemon = new DaemonCommunication.Tcp(address).text();
    NodeId node;
    try {
      node = new NodeId(id);
    } catch (InvalidIdException e) {
      throw new NodeInitException("`" + id + "` is no node id: " + e.getMessage(), e);
    }
    try (FrameChannel frames =
        new FrameChannel(connect(node, address, daemon), DynamicNode::heap)) {
      frames.write(
          new Timestamped<DaemonRequest>(
              new DaemonRequest.NodeConfig(node), new HybridLogicalClock().now()),
          (out, stamped) -> TimestampedCodec.write(out, stamped, DaemonRequestCodec::write));
      byte[] reply = frames.read(PostcardReader::readRest);
      if (reply == null) {
        throw new IOException("connection closed instead of an answer");
      }
      String json = new String(reply, StandardCharsets.UTF_8);
      NodeConfig config = NodeConfigReader.readReply(json);
      warnOfUnheardInputs(config, json);
      List<String> missing = missingVariables(config, System.getenv());
      if (!missing.isEmpty()) {
        log.warn(
            "the descriptor sets {} for dynamic node `{}`, which has to be set by whoever starts it",
            missing,
            node);
      }
      return config;
    } catch (IOException e) {
      throw failure(node, daemon, e.toString(), e);
    } catch (NodeInitException e) {
      throw e;
    } catch (DoraException e) {
      throw failure(node, daemon, e.getMessage(), e);
    }
  }

  private static NodeInitException failure(
      NodeId node, String daemon, String words, Exception cause) {
    String shown = words.substring(0, words.offsetByCodePoints(0, codePoints(words)));
    return new NodeInitException(
        "node `" + node + "`: failed to get node config from daemon at " + daemon + ": " + shown,
        cause);
  }

  private static int codePoints(String words) {
    return Math.min(MAX_WORDS, words.codePointCount(0, words.length()));
  }

  private static SocketChannel connect(NodeId node, InetSocketAddress address, String daemon) {
    try {
      return SocketChannel.open(address);
    } catch (IOException e) {
      throw new NodeInitException(
          "node `"
              + node
              + "`: Could not connect to the daemon at "
              + daemon
              + " ("
              + e.getMessage()
              + "). Start the dataflow first, with `path: dynamic` at this node; if its daemon"
              + " listens on another port, name that in "
              + PORT_VARIABLE
              + ".",
          e);
    }
  }

  /**
   * A released daemon lets released nodes send past it to a dynamic node, which it takes to have
   * Zenoh as well, and says so by a plan for that. Inputs with backpressure are the exception, and
   * our daemon, which names itself, does not.
   */
  private static void warnOfUnheardInputs(NodeConfig config, String reply) {
    if (!isSentToDirectly(reply)) {
      return;
    }
    String unheard =
        config.runConfig().inputs().entrySet().stream()
            .filter(input -> input.getValue().source() instanceof InputMapping.User)
            .filter(input -> input.getValue().effectivePolicy() != QueuePolicy.BACKPRESSURE)
            .map(Map.Entry::getKey)
            .map(DataId::value)
            .collect(Collectors.joining("`, `"));
    if (!unheard.isEmpty()) {
      log.warn(
          "dynamic node `{}` runs under the released daemon, which may hand it nothing that nodes"
              + " in other languages send: set `queue_policy: backpressure` on `{}`, or use the"
              + " daemon of this suite",
          config.nodeId(),
          unheard);
    }
  }

  /** Returns what a daemon would have set if it had started the node, and is not set. */
  static List<String> missingVariables(NodeConfig config, Map<String, String> environment) {
    List<String> missing = new ArrayList<>();
    if (!config.dataflowDescriptor().equals(NodeConfig.NO_DESCRIPTOR)
        && DescriptorValue.of(config).get("nodes") instanceof List<?> nodes) {
      for (Object node : nodes) {
        if (node instanceof Map<?, ?> described
            && config.nodeId().value().equals(described.get("id"))
            && described.get("env") instanceof Map<?, ?> variables) {
          variables.keySet().forEach(name -> missing.add(String.valueOf(name)));
        }
      }
    }
    missing.removeAll(environment.keySet());
    return missing;
  }

  private static boolean isSentToDirectly(String reply) {
    try {
      return PlainJson.parse(reply) instanceof Map<?, ?> variants
          && variants.get("NodeConfig") instanceof Map<?, ?> content
          && content.get("zenoh") != null
          && content.get("daemon") == null;
    } catch (PlainJson.InvalidException _) {
      return false; // it was read before
    }
  }

  private static Payload heap(long size) {
    return Payload.ofBytes(new byte[Math.toIntExact(size)]);
  }
}
