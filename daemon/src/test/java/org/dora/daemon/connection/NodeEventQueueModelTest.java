package org.dora.daemon.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Metadata;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Parameter;
import org.dora.common.message.Timestamped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random use of the queue, judged by one plain list that says the same in the simplest way. */
class NodeEventQueueModelTest {
  private static final HlcTimestamp TIME = new HlcTimestamp(1, new HlcId(1, 1));
  private static final int STEPS = 3000;

  static List<Long> seeds() {
    long first = new Random().nextLong();
    return List.of(1L, 2L, 3L, 4L, first, first + 1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theQueueDoesAsTheModel(long seed) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    Map<DataId, InputDescriptor> inputs = new LinkedHashMap<>();
    for (String id : List.of("a", "b", "c", "d")) {
      QueuePolicy policy = id.equals("d") ? QueuePolicy.BACKPRESSURE : QueuePolicy.DROP_OLDEST;
      long size = random.nextLong(id.equals("d") ? 12 : 6);
      inputs.put(
          new DataId(id),
          new InputDescriptor(InputMapping.parse("source/out"), size, null, policy));
    }
    NodeEventQueue queue =
        new NodeEventQueue(new NodeId("n"), inputs, new Nobody(), new WaitingInputs.Burst(0, 0));
    Model model = new Model(inputs);
    AtomicInteger alive = new AtomicInteger();
    for (int step = 0; step < STEPS; step++) {
      int choice = random.nextInt(100);
      if (choice < 2) {
        assertEquals(model.takeAll(), taken(queue), "step " + step);
        assertEquals(0, alive.get(), "payloads that nobody holds any more");
      } else if (choice < 6) {
        NodeEvent control = new NodeEvent.InputClosed(new DataId("a" + step));
        queue.putControl(new Timestamped<>(control, TIME));
        model.put(new Entry(step, null, false));
      } else {
        DataId id = List.copyOf(inputs.keySet()).get(random.nextInt(4) * random.nextInt(4) / 3);
        Map<String, Parameter> parameters = parameters(random.nextInt(100));
        alive.incrementAndGet();
        Payload payload = new Payload(MemorySegment.NULL.reinterpret(step), alive::decrementAndGet);
        boolean accepted =
            queue.offerInput(
                new Timestamped<>(
                    new NodeEvent.Input(id, Metadata.of(TIME, parameters), payload), TIME));
        if (!accepted) {
          payload.release();
        }
        boolean correlated = Metadata.of(TIME, parameters).isCorrelated();
        assertEquals(
            model.offer(new Entry(step, id, correlated), parameters.containsKey("flush")),
            accepted,
            "step " + step);
      }
      assertEquals(model.load(), queue.load(), "step " + step);
    }
    queue.discard();
    assertEquals(0, alive.get());
    assertTrue(model.drops() > STEPS / 10, "the run was too tame: " + model.drops());
  }

  private static Map<String, Parameter> parameters(int choice) {
    if (choice < 10) {
      return Map.of("goal_id", new Parameter.Text("g"));
    }
    if (choice < 12) {
      return Map.of("flush", new Parameter.Bool(true));
    }
    return choice < 13
        ? Map.of("flush", new Parameter.Bool(true), "request_id", new Parameter.Text("r"))
        : Map.of();
  }

  /** Takes all and tells each event by the number of its step, which is in its size or name. */
  private static List<Integer> taken(NodeEventQueue queue) throws InterruptedException {
    // An event of its own, so that there is something to take.
    queue.putControl(new Timestamped<>(new NodeEvent.Stop(), TIME));
    List<Integer> steps = new ArrayList<>();
    for (Timestamped<NodeEvent> event : queue.take()) {
      switch (event.inner()) {
        case NodeEvent.Input input when input.data() != null -> {
          steps.add((int) input.data().size());
          NodeEventQueue.release(event);
        }
        case NodeEvent.InputClosed(var id) -> steps.add(Integer.parseInt(id.value().substring(1)));
        default -> {}
      }
    }
    return steps;
  }

  /** A waiting event; {@code input} is null for one that is not an input. */
  private record Entry(int step, @Nullable DataId input, boolean correlated) {}

  /** All waiting events in the order of arrival. */
  private static final class Model {
    private final Map<DataId, InputDescriptor> inputs;
    private final List<Entry> waiting = new ArrayList<>();
    private final Map<DataId, Long> dropped = new HashMap<>();

    /** Inputs, the one served least recently first. */
    private final List<DataId> turns;

    Model(Map<DataId, InputDescriptor> inputs) {
      this.inputs = inputs;
      turns = new ArrayList<>(inputs.keySet());
    }

    void put(Entry entry) {
      waiting.add(entry);
    }

    private List<Entry> of(DataId input) {
      return waiting.stream().filter(entry -> input.equals(entry.input)).toList();
    }

    private void drop(DataId input, Entry entry) {
      waiting.remove(entry);
      dropped.merge(input, 1L, Long::sum);
    }

    boolean offer(Entry entry, boolean flush) {
      DataId input = Objects.requireNonNull(entry.input);
      if (flush) {
        of(input).stream().filter(old -> !old.correlated).forEach(old -> drop(input, old));
      }
      InputDescriptor rule = Objects.requireNonNull(inputs.get(input));
      waiting.add(entry);
      if (of(input).size() <= rule.capacity()) {
        return true;
      }
      if (rule.effectivePolicy() == QueuePolicy.BACKPRESSURE) {
        waiting.remove(entry);
        return false;
      }
      Entry victim =
          of(input).stream()
              .filter(old -> !old.correlated)
              .findFirst()
              .orElseGet(() -> of(input).getFirst());
      drop(input, victim);
      return true;
    }

    List<Integer> takeAll() {
      List<Integer> steps = new ArrayList<>();
      while (!waiting.isEmpty()) {
        Entry next = next();
        waiting.remove(next);
        steps.add(next.step);
        if (next.input != null) {
          turns.remove(next.input);
          turns.add(next.input);
        }
      }
      return steps;
    }

    private Entry next() {
      List<Entry> due = waiting.stream().takeWhile(entry -> entry.input != null).toList();
      for (DataId input : turns) {
        for (Entry entry : due) {
          if (input.equals(entry.input)) {
            return entry;
          }
        }
      }
      return waiting.getFirst();
    }

    Map<DataId, NodeEventQueue.InputLoad> load() {
      Map<DataId, NodeEventQueue.InputLoad> load = new LinkedHashMap<>();
      inputs
          .keySet()
          .forEach(id ->
              load.put(
                  id, new NodeEventQueue.InputLoad(of(id).size(), dropped.getOrDefault(id, 0L))));
      return load;
    }

    long drops() {
      return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static final class Nobody implements NodeRequests {
    @Override
    public void request(NodeConnection from, Timestamped<DaemonRequest> request) {}

    @Override
    public void disconnected(NodeConnection connection) {}

    @Override
    public void hasRoom(NodeEventQueue queue) {}
  }
}
