package org.dora.interop.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.dora.cli.CliException;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.RefusedException;
import org.jspecify.annotations.Nullable;

/** Deals blows to a cluster on which users work, and says what was wrong afterwards. */
final class Rounds {
  /** Within which all must be well again. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** From one start of a process to the next these are not the moments at which it was decided. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofMillis(20);

  /** What a blow does, and how all comes back. */
  @FunctionalInterface
  private interface Deed {
    /** Returns when everything has returned, by {@link System#nanoTime}. */
    long perform() throws IOException, InterruptedException;
  }

  private final Cluster cluster;
  private final Random random;
  private final UUID steadyId;
  private final Steady steady;
  private final List<Operator> operators;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private Duration longestReturn = Duration.ZERO;

  /** Whether users do nothing more. */
  private volatile boolean resting;

  /** When auto-recovery has last started the steady dataflow. */
  private @Nullable Instant respawned;

  /** Starts what runs all the time. */
  Rounds(Cluster cluster, Random random) throws IOException {
    this.cluster = cluster;
    this.random = random;
    cluster.startCoordinator();
    cluster.startDaemon();
    cluster.awaitDaemon(0);
    try (ControlClient client = cluster.client()) {
      steadyId = cluster.start(client, Steady.NAME, Steady.NODES);
    }
    steady = new Steady(steadyId);
    operators =
        List.of(
            new Flows(cluster),
            new ParameterUser(steadyId),
            new GraphUser(cluster, steadyId),
            new EdgeUser(steadyId));
  }

  /** Waits until what has been started is there. */
  List<String> begin() throws IOException {
    return awaitTruth(System.nanoTime() + LIMIT.toNanos());
  }

  /** Runs one round; returns what was wrong. */
  List<String> run(Blow blow) throws IOException, InterruptedException {
    int opened = cluster.link().opened();
    return switch (blow) {
      case Blow.CoordinatorDies dies -> {
        List<String> refusals = new ArrayList<>();
        long returned = work(refusals, () -> killCoordinator(dies, opened));
        respawned = null; // the next coordinator does not know
        yield refusals.isEmpty() ? judge(returned) : refusals;
      }
      case Blow.LinkIsCut cut -> {
        long returned = work(new ArrayList<>(), () -> cutLink(cut, opened));
        respawned = null; // what is reported to run may be started again at once
        yield judge(returned);
      }
      case Blow.DaemonDies(List<Integer> deaths) -> {
        List<String> violations = List.of();
        for (int i = 0; i < deaths.size() && violations.isEmpty(); i++) {
          violations = killDaemon(deaths.get(i));
        }
        yield violations;
      }
    };
  }

  private long killCoordinator(Blow.CoordinatorDies dies, int opened)
      throws IOException, InterruptedException {
    Peer coordinator = cluster.coordinator();
    int count = dies.count();
    switch (dies.moment()) {
      case BEFORE_COMMIT, AFTER_COMMIT -> coordinator.tell(dies.moment() + " " + count);
      case BEFORE_REPLY ->
          cluster
              .clients()
              .watchAnswers(
                  number -> {
                    if (number == count) {
                      coordinator.kill();
                    }
                    return number != count;
                  },
                  _ -> {});
      case AFTER_REPLY ->
          cluster
              .clients()
              .watchAnswers(
                  _ -> true,
                  number -> {
                    if (number == count) {
                      coordinator.kill();
                    }
                  });
      case AT_RANDOM -> {
        sleep(count);
        coordinator.kill();
      }
    }
    coordinator.awaitEnd();
    cluster.clients().watchNoAnswers();
    resting = true; // nobody is to meet the next one before its daemon does
    cluster.startCoordinator();
    long returned = System.nanoTime();
    cluster.awaitDaemon(opened);
    return returned;
  }

  private long cutLink(Blow.LinkIsCut blow, int opened) {
    sleep(blow.after());
    cluster.link().cut(blow.cut());
    sleep(blow.outage());
    cluster.link().restore();
    long restored = System.nanoTime();
    cluster.awaitDaemon(opened);
    return blow.cut().isSilent ? System.nanoTime() : restored;
  }

  private List<String> killDaemon(int after) throws IOException, InterruptedException {
    int opened = cluster.link().opened();
    long returned =
        work(
            new ArrayList<>(),
            () -> {
              sleep(after);
              cluster.daemon().kill();
              cluster.daemon().awaitEnd();
              cluster.startDaemon();
              cluster.awaitDaemon(opened);
              return System.nanoTime();
            });
    operators.forEach(Operator::forgetProcesses);
    steady.forgetProcesses();
    return judgeRespawn(returned);
  }

  private static void sleep(int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }

  /** Has users work during a blow; each of them stops at the first thing that goes wrong. */
  private long work(List<String> refusals, Deed deed) throws IOException, InterruptedException {
    resting = false;
    List<Future<@Nullable String>> users = new ArrayList<>();
    long returned;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Operator operator : operators) {
        Random own = new Random(random.nextLong());
        users.add(executor.submit(() -> act(operator, own)));
      }
      try {
        returned = deed.perform();
      } finally {
        resting = true;
      }
    }
    for (Future<@Nullable String> user : users) {
      try {
        String refusal = user.get();
        if (refusal != null) {
          refusals.add(refusal);
        }
      } catch (ExecutionException e) {
        throw new AssertionError(e);
      }
    }
    return returned;
  }

  /** Returns what the coordinator has refused, if that was the end. */
  private @Nullable String act(Operator operator, Random own) {
    try (ControlClient client = cluster.client()) {
      while (!resting) {
        operator.act(client, own);
        acknowledged.incrementAndGet();
      }
      return null;
    } catch (RefusedException e) {
      open.incrementAndGet();
      return "refused: " + e.getMessage();
    } catch (CliException _) {
      open.incrementAndGet();
      return null;
    }
  }

  /** What was started again must not have come too early. */
  private List<String> judgeRespawn(long returned) throws IOException {
    Instant now = Instant.now();
    Instant due = respawned == null ? now : respawned.plus(Cluster.BACKOFF);
    long wait = Math.max(0, Duration.between(now, due).toNanos());
    List<String> violations = judge(returned + wait);
    Instant started = startOfSource();
    if (started != null && respawned != null && started.isBefore(due.minus(TOLERANCE))) {
      violations.add("started again at %s and at %s".formatted(respawned, started));
    }
    respawned = started;
    return violations;
  }

  private @Nullable Instant startOfSource() throws IOException {
    return Witness.living(cluster.witnesses()).stream()
        .filter(each -> each.flow().equals(Steady.NAME))
        .filter(each -> each.node().equals(Steady.SOURCE.toString()))
        .flatMap(each -> ProcessHandle.of(each.pid()).stream())
        .flatMap(process -> process.info().startInstant().stream())
        .findFirst()
        .orElse(null);
  }

  /** What was acknowledged must be so soon, and then what was not can be done. */
  private List<String> judge(long returned) throws IOException {
    if (System.nanoTime() - returned > LIMIT.toNanos()) {
      return List.of("users wait for answers long after all is back");
    }
    List<String> violations = awaitTruth(returned + LIMIT.toNanos());
    Duration took = Duration.ofNanos(System.nanoTime() - returned);
    longestReturn = took.compareTo(longestReturn) > 0 ? took : longestReturn;
    long end = System.nanoTime() + LIMIT.toNanos();
    for (Operator operator : operators) {
      String failure = settle(operator, end);
      if (failure != null) {
        violations.add("cannot be settled: " + failure);
      }
    }
    if (violations.isEmpty()) {
      violations.addAll(awaitTruth(System.nanoTime() + LIMIT.toNanos()));
    }
    return violations;
  }

  private @Nullable String settle(Operator operator, long end) {
    while (true) {
      try (ControlClient client = cluster.client()) {
        operator.settle(client);
        return null;
      } catch (CliException e) {
        if (System.nanoTime() - end > 0) {
          return e.getMessage();
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private List<String> awaitTruth(long end) throws IOException {
    while (true) {
      List<String> violations = look();
      if (violations.isEmpty()) {
        operators.forEach(Operator::remember);
        steady.remember();
        return violations;
      }
      if (System.nanoTime() - end > 0) {
        return violations;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private List<String> look() throws IOException {
    List<String> violations = new ArrayList<>();
    try {
      View view = View.of(cluster, steadyId);
      steady.check(view, violations);
      operators.forEach(operator -> operator.check(view, violations));
    } catch (CliException e) {
      violations.add("cannot look: " + e.getMessage());
    }
    return violations;
  }

  String summary() {
    return "%d requests acknowledged, %d not; all was well again within %d ms"
        .formatted(acknowledged.get(), open.get(), longestReturn.toMillis());
  }
}
