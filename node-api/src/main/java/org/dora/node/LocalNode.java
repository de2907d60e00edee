package org.dora.node;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.config.DaemonCommunication;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeRunConfig;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.SegmentPool;
import org.dora.common.queue.QueueRule;
import org.jspecify.annotations.Nullable;

/**
 * Starts nodes that no daemon has started: played from a file for a test, or by a person at a
 * terminal (node-protocol.md, section 1.4). They may take any input and send on any output.
 */
final class LocalNode {
  /** Names the file with the events. */
  static final String INPUTS_VARIABLE = "DORA_TEST_WITH_INPUTS";

  /** Names the file for what the node sends; one beside that with the events by default. */
  static final String OUTPUTS_VARIABLE = "DORA_TEST_WRITE_OUTPUTS_TO";

  /** If set to anything, that file has no times. */
  static final String NO_OFFSETS_VARIABLE = "DORA_TEST_NO_OUTPUT_TIME_OFFSET";

  /** What nodes are called that nobody has given a name. */
  static final NodeId ID = new NodeId("test-node");

  /** One message at a time, so that none is lost and none is overtaken by a stop. */
  private static final QueueRule IN_TURN = new QueueRule(1, true);

  private LocalNode() {}

  /**
   * Starts a node in whatever way there is.
   *
   * @throws NodeInitException if there is none
   */
  static Node init() {
    Node played = ofEnvironment(System.getenv());
    Node local = played == null ? atTerminal() : played;
    if (local != null) {
      return local;
    }
    throw new NodeInitException(
        Node.CONFIG_VARIABLE
            + " is not set: this program is a node and has to be started in a dataflow. List it"
            + " in a dataflow's YAML file (`path: ...`) and start that with `dora run FILE`. To"
            + " start it by hand, list it with `path: dynamic` and use Node.init(\"its id\"). To"
            + " test it, name a file of events in "
            + INPUTS_VARIABLE
            + ".",
        null);
  }

  /**
   * Starts the node that the environment asks for.
   *
   * @return null if it asks for none
   * @throws NodeInitException if a file that it names cannot be used
   */
  static @Nullable Node ofEnvironment(Map<String, String> environment) {
    String inputs = environment.get(INPUTS_VARIABLE);
    if (inputs == null) {
      return null;
    }
    String outputs = environment.get(OUTPUTS_VARIABLE);
    return played(
        Path.of(inputs),
        outputs == null ? Path.of(inputs).resolveSibling("outputs.jsonl") : Path.of(outputs),
        !environment.containsKey(NO_OFFSETS_VARIABLE));
  }

  private static Node played(Path inputs, Path outputs, boolean withOffsets) {
    HybridLogicalClock clock = new HybridLogicalClock();
    HlcTimestamp start = clock.now();
    PlayedFile file = PlayedFile.read(inputs, start);
    OutputLines lines = new OutputLines(outputs, withOffsets ? start : null);
    return start(
        config(file.node(), null),
        clock,
        inbox -> LocalSession.start(clock, inbox, lines, file.inRealTime()));
  }

  /** Starts a node at this process's terminal if it has one. */
  private static @Nullable Node atTerminal() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return null;
    }
    System.out.println(
        "Starting node in interactive mode as "
            + Node.CONFIG_VARIABLE
            + " env variable is not set");
    return byHand(config(ID, new DaemonCommunication.Interactive()));
  }

  /** Starts a node that a person plays at this process's terminal. */
  static Node byHand(NodeConfig config) {
    HybridLogicalClock clock = new HybridLogicalClock();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return byHand(config, clock, new Terminal(in, System.out, clock, Terminal.PAUSE));
  }

  static Node byHand(NodeConfig config, HybridLogicalClock clock, Terminal terminal) {
    return start(config, clock, inbox -> LocalSession.start(clock, inbox, terminal, terminal));
  }

  private static Node start(
      NodeConfig config, HybridLogicalClock clock, Function<Inbox, Session> joining) {
    EventQueue queue = new EventQueue(scheduler(config.nodeId()));
    return new Node(config, SegmentPool.shared(), clock, queue, joining);
  }

  /** Returns what decides on the order of events in a node without a descriptor. */
  static EventScheduler scheduler(NodeId node) {
    return new EventScheduler(
        Map.of(),
        IN_TURN,
        new LoggedNotices(node) {
          @Override
          public void unlistedInput(DataId input) {
            // all of them are
          }
        });
  }

  /** Returns the configuration of a node without a descriptor. */
  static NodeConfig config(NodeId node, @Nullable DaemonCommunication communication) {
    return new NodeConfig(
        UUID.randomUUID(),
        node,
        new NodeRunConfig(
            new TreeMap<>(), List.of(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), null),
        communication,
        NodeConfig.NO_DESCRIPTOR,
        false,
        null,
        0,
        null);
  }
}
