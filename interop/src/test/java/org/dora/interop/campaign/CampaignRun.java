package org.dora.interop.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.dora.interop.campaign.PlannedFlow.End;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.Remains;

/** Runs one dataflow and says what was wrong with it. */
final class CampaignRun {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Longer than any limit that a node or an input has. */
  static final Duration FROST = Duration.ofSeconds(1);

  /** A cache that was recorded where files cannot grow would be of no use to anybody. */
  private static final Map<String, String> WITHOUT_CACHE = Map.of("DORA_NO_START_CACHE", "1");

  private final PlannedFlow flow;
  private final Path folder;
  private final Path journals;
  private final Remains remains;
  private final Program program;

  /**
   * @param folder of this run alone
   */
  CampaignRun(PlannedFlow flow, Path folder) throws IOException {
    this.flow = flow;
    this.folder = folder;
    this.journals = Files.createDirectory(folder.resolve("journals"));
    Path runtime = Files.createDirectory(folder.resolve("runtime"));
    for (Path file : List.of(Path.of("campaign/actor"), Path.of("nodes/wire.py"))) {
      Files.copy(
          Path.of("src/test/resources").resolve(file),
          folder.resolve(file.getFileName()),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.writeString(folder.resolve("dataflow.yml"), flow.yaml(journals));
    Files.writeString(folder.resolve("next.yml"), "nodes: [{id: nothing, path: 'true'}]\n");
    this.remains = new Remains(journals.toString(), List.of(runtime));
    this.program =
        new Program(command("dataflow.yml"), folder, Map.of())
            .with(Map.of("XDG_RUNTIME_DIR", runtime.toString(), "NO_COLOR", "1"))
            .with(flow.diskFull() ? WITHOUT_CACHE : Map.of());
  }

  private List<String> command(String file) {
    List<String> command = new ArrayList<>();
    if (flow.diskFull()) {
      // No disk to fill is at hand; a file that cannot grow is refused in the same way.
      command.addAll(List.of("sh", "-c", "ulimit -f 1024; exec \"$@\"", "sh"));
    }
    command.addAll(List.of(Executable.dora().toString(), "run", file));
    if (flow.end() == End.STOPPED) {
      command.addAll(List.of("--stop-after", flow.stopAfter() + "ms"));
    }
    return command;
  }

  /** Returns what was wrong, nothing if all was well. */
  List<String> judge() throws IOException, InterruptedException {
    List<String> violations = new ArrayList<>();
    try {
      Program.Outcome outcome =
          switch (flow.end()) {
            case BY_ITSELF, AT_THE_START, STOPPED ->
                flow.frozen() ? disturbed(CampaignRun::freeze) : program.run(LIMIT);
            case INTERRUPTED -> disturbed(CampaignRun::interruptTwice);
            case KILLED -> {
              Program.Outcome _ = disturbed(daemon -> daemon.toHandle().destroyForcibly());
              yield next();
            }
          };
      violations.addAll(new Model(flow, lives()).judge(outcome.exitCode(), outcome.stderr()));
      if (!violations.isEmpty()) {
        violations.add(outcome.stderr());
      }
    } catch (AssertionError e) {
      violations.add("hangs: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    remains.processesAndFiles().forEach(left -> violations.add("left: " + left));
    if (!violations.isEmpty()) {
      lives().values().stream().flatMap(List::stream).forEach(life -> violations.add(life.end()));
    }
    return violations;
  }

  private Map<String, List<Journal>> lives() {
    Map<String, List<Journal>> lives = new TreeMap<>();
    for (PlannedNode node : flow.nodes()) {
      lives.put(node.id(), Journal.of(journals, node.id()));
    }
    return lives;
  }

  /** Does something to the daemon when as many nodes have connected as planned. */
  private Program.Outcome disturbed(Consumer<Process> disturbance)
      throws IOException, InterruptedException {
    Path stdout = folder.resolve("stdout");
    Path stderr = folder.resolve("stderr");
    Process daemon = program.start(stdout, stderr);
    try {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (settled() < flow.settled() && daemon.isAlive() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      disturbance.accept(daemon);
      if (!daemon.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the daemon did not end");
      }
      return new Program.Outcome(
          daemon.exitValue(), Files.readString(stdout), Files.readString(stderr));
    } finally {
      daemon.toHandle().destroyForcibly();
    }
  }

  private static void interruptTwice(Process daemon) {
    signal(daemon, "-INT");
    signal(daemon, "-INT");
  }

  private static void freeze(Process daemon) {
    signal(daemon, "-STOP");
    LockSupport.parkNanos(FROST.toNanos());
    signal(daemon, "-CONT");
  }

  private static void signal(Process process, String signal) {
    Program.of(Path.of("."), "kill", signal, Long.toString(process.pid())).run(LIMIT);
  }

  private Program.Outcome next() {
    return new Program(
            List.of(Executable.dora().toString(), "run", "next.yml"), folder, program.environment())
        .run(LIMIT);
  }

  private long settled() {
    return flow.nodes().stream()
        .filter(node -> Files.exists(journals.resolve(node.id() + ".0.up")))
        .count();
  }
}
