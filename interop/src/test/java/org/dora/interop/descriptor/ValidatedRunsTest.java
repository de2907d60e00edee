package org.dora.interop.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random dataflows of programs that end at once: what validate accepts, run does not refuse. */
class ValidatedRunsTest {
  private static final double SCALE =
      Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05"));
  private static final int DATAFLOWS = (int) Math.ceil(200 * SCALE);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Keys in all their forms; none keeps a program that ends at once from ending well. */
  private static final List<String> KEYS =
      List.of(
          "name: 007",
          "description: \"two\\nlines\"",
          "args: --quiet 'two words' # comment",
          "env: {A: 1.10, B: \"$HOME\", C: '${NOT_SET:-x}', D: true}",
          "build: echo built",
          "output_types: {out: 'std/core/v1/Image'}",
          "input_types: {in: std/core/v1/UInt64}",
          "pattern: service-server",
          "send_stdout_as: lines",
          "min_log_level: WARN",
          "max_log_size: 10MB",
          "max_rotated_files: 100",
          "restart_policy: on-failure",
          "max_restarts: 0x2",
          "restart_delay: 1e-1",
          "restart_window: 60",
          "health_check_timeout: 10.5",
          "finish_grace_secs: 0",
          "startup_timeout: 30",
          "shared_memory_pool_size: 1MB",
          "cpu_affinity: [0]",
          "deploy: {machine: robot, labels: {gpu: true}, working_dir: elsewhere}",
          "_unstable_deploy: {distribute: scp}");

  private static final List<String> SOURCES =
      List.of(
          "dora/timer/hz/30",
          "dora/logs/warn",
          "{source: dora/timer/millis/100, queue_size: 0, input_timeout: .5}",
          "n0/out",
          "{source: n0/out, queue_policy: backpressure}");

  @TempDir private Path folder;

  @Test
  void whatValidateAcceptsRunDoesNotRefuse() throws IOException {
    long seed = Seed.ofThisRun();
    System.out.printf("validated runs: %d dataflows, -Ddora.seed=%d%n", DATAFLOWS, seed);
    Random random = new Random(seed);
    for (int i = 0; i < DATAFLOWS; i++) {
      Path place = Files.createDirectory(folder.resolve(Integer.toString(i)));
      String text = dataflow(random);
      Files.writeString(place.resolve("dataflow.yml"), text);

      Program.Outcome validated = dora(place, "validate");
      assertEquals(0, validated.exitCode(), text + validated.stderr());
      Program.Outcome run = dora(place, "run");
      assertEquals(0, run.exitCode(), text + run.stderr());
    }
  }

  private static String dataflow(Random random) {
    StringBuilder text = new StringBuilder();
    if (random.nextBoolean()) {
      text.append("exit_when_nodes_finish: ").append(random.nextBoolean()).append('\n');
    }
    if (random.nextBoolean()) {
      text.append("debug: {enable_debug_inspection: true}\nenv: {X: 2.50}\n");
    }
    text.append("nodes:\n");
    int nodes = 1 + random.nextInt(4);
    for (int i = 0; i < nodes; i++) {
      text.append("  - id: n").append(i).append("\n    path: \"true\"\n    outputs: [out]\n");
      if (random.nextBoolean()) {
        String source = SOURCES.get(random.nextInt(SOURCES.size()));
        text.append("    inputs: {in: ").append(source).append("}\n");
      }
      boolean deployed = false;
      for (String key : KEYS) {
        boolean deploy = key.contains("deploy:");
        if (random.nextInt(6) == 0 && !(deploy && deployed)) {
          text.append("    ").append(key).append('\n');
          deployed |= deploy;
        }
      }
    }
    return text.toString();
  }

  private static Program.Outcome dora(Path place, String command) {
    return Program.of(place, Executable.dora().toString(), command, "dataflow.yml").run(LIMIT);
  }
}
