package org.dora.interop.campaign;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dora.interop.campaign.PlannedFlow.End;
import org.dora.interop.campaign.PlannedNode.Input;
import org.dora.interop.campaign.PlannedNode.Output;
import org.dora.interop.campaign.PlannedNode.Policy;
import org.dora.interop.campaign.PlannedNode.Quirk;

/**
 * Makes random dataflows of which it can be said what must happen: where two things could come in
 * either order, and only one of them is to be expected, it leaves one out.
 */
final class FlowMaker {
  private static final List<Integer> QUEUES = List.of(1, 2, 10, 10, 1000);
  private static final List<Integer> CODES = List.of(0, 1, 3, 77, 143);
  private static final List<String> QUIRKS = List.of("stop", "garbage", "print", "child");

  private final long seed;
  private final Random random;
  private final End end;
  private final boolean flood;
  private final List<PlannedNode> nodes = new ArrayList<>();

  /** Nodes behind one that dies: their inputs may close before they can be started again. */
  private final Set<String> cutOff = new HashSet<>();

  private FlowMaker(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    int way = random.nextInt(20);
    this.end =
        switch (way) {
          case 0, 1 -> End.AT_THE_START;
          case 2, 3, 4 -> End.STOPPED;
          case 5 -> End.INTERRUPTED;
          case 6, 7 -> End.KILLED;
          default -> End.BY_ITSELF;
        };
    this.flood = random.nextInt(5) == 0;
  }

  /** Returns the dataflow of a seed. */
  static PlannedFlow make(long seed) {
    return new FlowMaker(seed).flow();
  }

  private PlannedFlow flow() {
    int count = 3 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      nodes.add(node("n" + i, i));
    }
    if (end == End.AT_THE_START) {
      int victim = random.nextInt(count);
      PlannedNode node = nodes.get(victim);
      nodes.set(
          victim,
          new PlannedNode(
              node.id(),
              node.inputs(),
              List.of(new Fault(Fault.Kind.EARLY, 0, 1 + random.nextInt(5))),
              List.of(),
              Policy.NEVER,
              0,
              node.output(),
              0));
    }
    return new PlannedFlow(
        seed,
        nodes,
        end,
        200 + random.nextInt(1300),
        end == End.INTERRUPTED ? 1 + random.nextInt(count) : random.nextInt(count + 1),
        random.nextInt(5) == 0,
        end == End.BY_ITSELF && random.nextInt(8) == 0);
  }

  private PlannedNode node(String id, int number) {
    List<Input> inputs = number == 0 || random.nextInt(4) == 0 ? List.of() : inputs();
    boolean behindDeath =
        inputs.stream()
            .anyMatch(input -> cutOff.contains(input.source()) || of(input.source()).dies());
    if (behindDeath) {
      cutOff.add(id);
    }
    boolean calm = end == End.AT_THE_START;
    Policy policy =
        calm || behindDeath
            ? Policy.NEVER
            : Policy.values()[random.nextInt(Policy.values().length)];
    int most =
        policy == Policy.ALWAYS && inputs.isEmpty() ? 1 + random.nextInt(2) : random.nextInt(4);
    List<Fault> faults = calm ? List.of() : faults(policy, most);
    if (!faults.isEmpty() && policy != Policy.NEVER) {
      inputs =
          inputs.stream()
              .map(input ->
                  new Input(input.source(), input.queueSize(), input.backpressure(), false))
              .toList();
    }
    return new PlannedNode(id, inputs, faults, quirks(), policy, most, output(), slowness());
  }

  private PlannedNode of(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
  }

  private List<Input> inputs() {
    List<Input> inputs = new ArrayList<>();
    for (PlannedNode node : nodes) {
      if (random.nextInt(nodes.size()) == 0 || inputs.isEmpty() && node == nodes.getLast()) {
        inputs.add(
            new Input(
                node.id(),
                QUEUES.get(random.nextInt(QUEUES.size())),
                random.nextInt(4) == 0,
                node.output().pauseAfter() >= 0 && random.nextBoolean()));
      }
    }
    return inputs;
  }

  private List<Fault> faults(Policy policy, int most) {
    List<Fault> faults = new ArrayList<>();
    int count = random.nextInt(5) < 2 ? 0 : policy == Policy.NEVER ? 1 : 1 + random.nextInt(3);
    if (policy == Policy.NEVER && random.nextBoolean()) {
      count = 0; // or hardly any dataflow would reach its end
    }
    for (int life = 0; life < count; life++) {
      boolean mayHang = end != End.STOPPED && random.nextInt(4) == 0;
      Fault.Kind kind =
          mayHang
              ? Fault.Kind.HANG
              : List.of(Fault.Kind.EXIT, Fault.Kind.RAISE, Fault.Kind.HALF, Fault.Kind.KILL)
                  .get(random.nextInt(4));
      boolean last = policy == Policy.NEVER || most != 0 && life >= most || life == count - 1;
      if (life > 0 && !last && random.nextInt(4) == 0) {
        kind = Fault.Kind.EARLY;
      }
      int code =
          policy == Policy.ON_FAILURE || kind == Fault.Kind.EARLY
              ? 1 + random.nextInt(100)
              : CODES.get(random.nextInt(CODES.size()));
      faults.add(new Fault(kind, 1 + random.nextInt(20), code));
    }
    return faults;
  }

  private List<Quirk> quirks() {
    return random.nextInt(4) > 0
        ? List.of()
        : List.of(new Quirk(QUIRKS.get(random.nextInt(QUIRKS.size())), 1 + random.nextInt(20)));
  }

  private Output output() {
    if (flood) {
      return new Output(500 + random.nextInt(1500), 8, 0, -1);
    }
    int count = 5 + random.nextInt(40);
    boolean pause = random.nextInt(4) == 0;
    return new Output(
        count,
        List.of(8, 8, 3000, 200_000).get(random.nextInt(4)),
        random.nextBoolean() ? 0 : random.nextDouble() / 200,
        pause ? 1 + random.nextInt(count) : -1);
  }

  private double slowness() {
    return random.nextInt(4) > 0 ? 0 : random.nextDouble() * (flood ? 0.0005 : 0.005);
  }
}
