package org.dora.interop.campaign;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A node of a random dataflow and all that it will do.
 *
 * @param inputs what it reads; a node without is a source
 * @param faults the ends of its first lives; the lives after them are without
 * @param quirks what it does that nobody else is to notice
 * @param policy when it is started again
 * @param maxRestarts how often at most, 0 for always
 * @param output what it sends
 * @param slowness seconds that it takes for each message
 */
record PlannedNode(
    String id,
    List<Input> inputs,
    List<Fault> faults,
    List<Quirk> quirks,
    Policy policy,
    int maxRestarts,
    Output output,
    double slowness) {

  /** When a node is started again. */
  enum Policy {
    NEVER("never"),
    ON_FAILURE("on-failure"),
    ALWAYS("always");

    final String key;

    Policy(String key) {
      this.key = key;
    }
  }

  /**
   * An input, named like the node it reads.
   *
   * @param timed whether it has a time limit, of {@link Model#INPUT_TIMEOUT}
   */
  record Input(String source, int queueSize, boolean backpressure, boolean timed) {
    String yaml() {
      return "%s: {source: %s/out, queue_size: %d%s%s}"
          .formatted(
              source,
              source,
              queueSize,
              backpressure ? ", queue_policy: backpressure" : "",
              timed ? ", input_timeout: 0.3" : "");
    }
  }

  /**
   * What others are not to notice.
   *
   * @param kind {@code stop} for a while, send {@code garbage}, {@code print} a lot, have a {@code
   *     child} that does not end
   * @param after how many messages
   */
  record Quirk(String kind, int after) {
    String json() {
      return "{\"kind\": \"%s\", \"after\": %d}".formatted(kind, after);
    }
  }

  /**
   * Messages of a source; of other nodes the size alone counts.
   *
   * @param count how many, before the last ones that it sends when all readers have settled
   * @param size bytes of each
   * @param pace seconds between them
   * @param pauseAfter after how many there are 0.8 seconds without any, -1 for never
   */
  record Output(int count, int size, double pace, int pauseAfter) {}

  boolean isSource() {
    return inputs.isEmpty();
  }

  /** Returns the number of the last life, if all happens as planned. */
  int lastLife() {
    int life = 0;
    while (isRestartedAfter(life)) {
      life++;
    }
    return life;
  }

  private boolean isRestartedAfter(int life) {
    boolean faulty = life < faults.size();
    boolean wanted =
        switch (policy) {
          case NEVER -> false;
          case ON_FAILURE -> faulty && faults.get(life).isFailure();
          case ALWAYS -> faulty || isSource(); // others end because their inputs have ended
        };
    return wanted && (maxRestarts == 0 || life < maxRestarts);
  }

  /** Returns whether its last life, too, ends by a fault. */
  boolean dies() {
    return lastLife() < faults.size();
  }

  boolean hangs() {
    return faults.stream().anyMatch(fault -> fault.kind() == Fault.Kind.HANG);
  }

  /**
   * Returns its part of the descriptor.
   *
   * @param gate files that exist when a source may come to its end
   */
  String yaml(Path journals, List<String> gate, int tail) {
    return """
      - id: %s
        path: actor
        outputs: [out]
        inputs: {%s}
        restart_policy: %s
        max_restarts: %d
    %s    env:
          PLAN: '{"journals": "%s", "faults": [%s], "quirks": [%s], "lastLife": %d, "gate": [%s],
            "tail": %d, "count": %d, "size": %d, "pace": %s, "pauseAfter": %d, "slow": %s}'
    """
        .formatted(
            id,
            inputs.stream().map(Input::yaml).collect(Collectors.joining(", ")),
            policy.key,
            maxRestarts,
            hangs() ? "    health_check_timeout: 0.8\n" : "",
            journals,
            faults.stream().map(Fault::json).collect(Collectors.joining(", ")),
            quirks.stream().map(Quirk::json).collect(Collectors.joining(", ")),
            lastLife(),
            gate.stream().map(file -> "\"" + file + "\"").collect(Collectors.joining(", ")),
            tail,
            output.count,
            output.size,
            seconds(output.pace),
            output.pauseAfter,
            seconds(slowness));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.6f", seconds);
  }
}
