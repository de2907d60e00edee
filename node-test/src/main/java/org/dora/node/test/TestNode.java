package org.dora.node.test;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.message.Bytes;
import org.dora.common.message.NodeEvent;
import org.dora.node.Data;
import org.dora.node.Metadata;
import org.dora.node.SimulatedDaemon;
import org.dora.node.SimulatedDaemon.Program;

/**
 * A node under test and the dataflow around it: the test writes down what comes in, runs the node's
 * program on its own thread, and looks at what went out.
 *
 * {@snippet :
 * test.input("tick").after(Duration.ofSeconds(1)).input("tick").stop();
 * test.run(Counter::main);
 * assertEquals(List.of(1L, 2L), test.output("count").values());
 * }
 *
 * <p>Events come one by one, in the order in which they are written down, so none is dropped and
 * none is overtaken; when none is left the node's event stream ends. Every output may be sent on.
 *
 * <p><b>Time is virtual.</b> It stands still while the program works and jumps to the next event,
 * or to the end of the wait, when the node waits for events or answers. {@link
 * org.dora.node.Node#timestamp()} and all timeouts of the node API follow it; {@code Thread.sleep},
 * {@code System.nanoTime()}, and threads and merged sources of the program's own do not. A loop
 * that polls without waiting passes a millisecond each time that it finds nothing again.
 *
 * <p>{@link #run} fails if the program never called {@code Node.init()} on the thread of the test,
 * if it did not close the node, or if it retained an input and did not close it.
 */
public final class TestNode implements AutoCloseable {
  /** What {@link org.dora.node.Node#timestamp()} shows at the start. */
  public static final Instant START = SimulatedDaemon.START;

  private final SimulatedDaemon daemon = new SimulatedDaemon();
  private Duration end = Duration.ZERO;
  private boolean stopped;

  /** Has a message without data come: a timer's tick, a signal. */
  public TestNode input(String id) {
    return input(id, Data.none());
  }

  /** Has a message come. */
  public TestNode input(String id, Data data) {
    return input(id, data, Metadata.empty());
  }

  /** Has a message come. */
  public TestNode input(String id, Data data, Metadata metadata) {
    daemon.input(next(), id, data, metadata);
    return this;
  }

  /** Has one integer come, as Int64. */
  public TestNode input(String id, long value) {
    return input(id, Data.of(value));
  }

  /** Has one real number come, as Float64. */
  public TestNode input(String id, double value) {
    return input(id, Data.of(value));
  }

  /** Has one truth value come. */
  public TestNode input(String id, boolean value) {
    return input(id, Data.of(value));
  }

  /** Has one text come. */
  public TestNode input(String id, String text) {
    return input(id, Data.of(text));
  }

  /** Has bytes come, as UInt8. */
  public TestNode input(String id, byte[] bytes) {
    return input(id, Data.of(bytes));
  }

  /** Has integers come, as Int32. */
  public TestNode input(String id, int[] values) {
    return input(id, Data.of(values));
  }

  /** Has integers come, as Int64. */
  public TestNode input(String id, long[] values) {
    return input(id, Data.of(values));
  }

  /** Has real numbers come, as Float32. */
  public TestNode input(String id, float[] values) {
    return input(id, Data.of(values));
  }

  /** Has real numbers come, as Float64. */
  public TestNode input(String id, double[] values) {
    return input(id, Data.of(values));
  }

  /** Has an Arrow vector come; it stays the caller's. */
  public TestNode input(String id, FieldVector vector) {
    return input(id, Data.of(vector));
  }

  /**
   * Has values come that are written as JSON: one, or a list of them. Their type is found as dora's
   * tests do: Int64, Float64, Utf8, Boolean, lists and structures.
   *
   * @throws org.dora.node.DataTypeException if that is no JSON, or no type goes with all of them
   */
  public TestNode inputJson(String id, String json) {
    return inputJson(id, json, Metadata.empty());
  }

  /** The same, with metadata. */
  public TestNode inputJson(String id, String json, Metadata metadata) {
    daemon.input(next(), id, json, metadata);
    return this;
  }

  /**
   * Has all events of a file come, at its times from here on: a file for {@code
   * DORA_TEST_WITH_INPUTS}, or what {@code DORA_WRITE_EVENTS_TO} has recorded.
   *
   * @throws org.dora.node.NodeInitException if the file is not in that format
   */
  public TestNode inputsFrom(Path file) {
    end = daemon.inputsFrom(file, next());
    return this;
  }

  /** Has an input end. */
  public TestNode inputClosed(String id) {
    return event(new NodeEvent.InputClosed(new DataId(id)));
  }

  /** Has an input that had timed out go on. */
  public TestNode inputRecovered(String id) {
    return event(new NodeEvent.InputRecovered(new DataId(id)));
  }

  /** Has a node fail for good that feeds these inputs. */
  public TestNode nodeFailed(String node, String error, String... inputs) {
    return event(
        new NodeEvent.NodeFailed(
            List.of(inputs).stream().map(DataId::new).toList(), error, new NodeId(node)));
  }

  /** Has a node restart that feeds inputs of this one. */
  public TestNode nodeRestarted(String node) {
    return event(new NodeEvent.NodeRestarted(new NodeId(node)));
  }

  /** Sets a parameter, to a value that is written as JSON. */
  public TestNode param(String key, String json) {
    return event(new NodeEvent.ParamUpdate(key, Bytes.utf8(json)));
  }

  /** Deletes a parameter. */
  public TestNode paramDeleted(String key) {
    return event(new NodeEvent.ParamDeleted(key));
  }

  /** Stops the node, as {@code dora stop} does. Nothing comes after it. */
  public TestNode stop() {
    event(new NodeEvent.Stop());
    stopped = true;
    return this;
  }

  /** Stops the node because its inputs have ended. Nothing comes after it. */
  public TestNode allInputsClosed() {
    event(new NodeEvent.AllInputsClosed());
    stopped = true;
    return this;
  }

  private TestNode event(NodeEvent event) {
    daemon.schedule(next(), event);
    return this;
  }

  /** Returns when the next event comes: not in the past if the node runs already. */
  private Duration next() {
    if (stopped) {
      throw new IllegalStateException("nothing comes after a stop: write it down before");
    }
    if (daemon.now().compareTo(end) > 0) {
      end = daemon.now();
    }
    return end;
  }

  /** Has the following events come later. */
  public TestNode after(Duration delay) {
    end = next().plus(delay);
    return this;
  }

  /**
   * Plays another node: does something for each message on an output, by the thread that has sent
   * it, such as answering a request.
   *
   * {@snippet :
   * test.whenSent("add/request", request ->
   *     test.input("add/response", Data.of(5), request.metadata()));
   * }
   *
   * <p>The events that it writes down come at the time of the message, before what else comes then,
   * or {@link #after} it.
   */
  public TestNode whenSent(String output, Consumer<SentMessage> reaction) {
    daemon.onSent(sent -> {
      if (sent.output().equals(output)) {
        react(() -> reaction.accept(new SentMessage(sent)));
      }
    });
    return this;
  }

  /** Has events written down from the present on, whatever comes later. */
  private void react(Runnable reaction) {
    Duration endBefore = end;
    boolean stoppedBefore = stopped;
    end = daemon.now();
    stopped = false;
    try {
      reaction.run();
    } finally {
      end = endBefore;
      stopped = stoppedBefore;
    }
  }

  /** Returns how much time has passed for the node. */
  public Duration time() {
    return daemon.now();
  }

  /**
   * Runs the program of a node to its end, on this thread.
   *
   * @throws E what the program throws
   * @throws AssertionError if it leaves something open
   */
  public <E extends Exception> void run(Program<E> program) throws E {
    daemon.run(program);
    if (!daemon.hasJoined()) {
      throw new AssertionError(
          "the program did not call Node.init() on the thread of the test: no node was tested");
    }
    if (!daemon.hasLeft()) {
      throw new AssertionError(
          "the program has ended and its node is open: try (var node = Node.init()) closes it");
    }
    List<String> leaks = daemon.leaks();
    if (!leaks.isEmpty()) {
      throw new AssertionError(String.join("\n", leaks));
    }
  }

  /** Runs a {@code main} method that takes arguments. */
  public <E extends Exception> void run(NodeMain<E> main, String... args) throws E {
    run(() -> main.main(args));
  }

  /**
   * Runs the {@code main} method that {@code java} would start, static or not, with or without
   * arguments. What it throws is thrown on; if that is a checked exception, as the cause of an
   * {@code AssertionError}.
   */
  public void run(Class<?> program, String... args) {
    run(() -> {
      try {
        start(program, args);
      } catch (InvocationTargetException e) {
        switch (e.getCause()) {
          case RuntimeException unchecked -> throw unchecked;
          case Error error -> throw error;
          case null, default -> throw new AssertionError("the node has failed", e.getCause());
        }
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(program + " has no main method that can be started: " + e, e);
      }
    });
  }

  private static void start(Class<?> program, String[] args) throws ReflectiveOperationException {
    Method main;
    boolean takesArguments = true;
    try {
      main = program.getDeclaredMethod("main", String[].class);
    } catch (NoSuchMethodException _) {
      main = program.getDeclaredMethod("main");
      takesArguments = false;
    }
    main.setAccessible(true);
    Object instance = null;
    if (!Modifier.isStatic(main.getModifiers())) {
      Constructor<?> constructor = program.getDeclaredConstructor();
      constructor.setAccessible(true);
      instance = constructor.newInstance();
    }
    Object[] arguments = takesArguments ? new Object[] {args} : new Object[0];
    main.invoke(instance, arguments);
  }

  /** Returns what the node has sent on an output. */
  public TestOutput output(String id) {
    List<SentMessage> messages =
        daemon.sent().stream()
            .filter(sent -> sent.output().equals(id))
            .map(SentMessage::new)
            .toList();
    return new TestOutput(id, messages, daemon.closedOutputs().contains(id), this::allSent);
  }

  /** Says how much went out on which outputs, for failures. */
  private String allSent() {
    TreeMap<String, Long> counts =
        daemon.sent().stream()
            .collect(
                Collectors.groupingBy(
                    SimulatedDaemon.Sent::output, TreeMap::new, Collectors.counting()));
    return counts.isEmpty()
        ? "the node has sent nothing"
        : counts.entrySet().stream()
            .map(count -> count.getValue() + " on `" + count.getKey() + "`")
            .collect(Collectors.joining(", ", "sent were: ", ""));
  }

  /** Gives up what was sent: its data must not be used any more. */
  @Override
  public void close() {
    daemon.close();
  }
}
