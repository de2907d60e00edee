package org.dora.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.control.ControlClient;
import org.dora.common.DoraException;

/** Measures a coordinator under load; see {@code bench/load}. */
public final class CoordinatorLoad {
  private static final int FOLLOWERS = 50;
  private static final int LINES_PER_SECOND = 10_000;
  private static final int BLOCKED = 8;

  private final Fleet fleet;
  private final ProcessUsage coordinator;
  private final int lists;

  private CoordinatorLoad(Fleet fleet, ProcessUsage coordinator, int lists) {
    this.fleet = fleet;
    this.coordinator = coordinator;
    this.lists = lists;
  }

  /**
   * @param arguments port and pid of the coordinator; how many daemons, dataflows and nodes of each
   *     there are; how many times the list is measured; for how many seconds lines are printed
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int[] numbers = new int[arguments.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.parseInt(arguments[i]);
    }
    CoordinatorAddress address = new CoordinatorAddress("127.0.0.1", numbers[0]);
    ProcessUsage coordinator = new ProcessUsage(numbers[1]);
    print("empty", "RSS " + coordinator.rss() + " MiB");
    try (Fleet fleet = new Fleet(address, numbers[2])) {
      long begin = System.nanoTime();
      fleet.start(numbers[3], numbers[4]);
      print(
          "start",
          String.format(
              Locale.ROOT,
              "%d daemons, %d dataflows of %d nodes in %.1f s",
              numbers[2],
              numbers[3],
              numbers[4],
              (System.nanoTime() - begin) / 1e9));
      CoordinatorLoad load = new CoordinatorLoad(fleet, coordinator, numbers[5]);
      load.idle();
      load.list("list");
      load.listBesideTheSilent();
      load.follow(Duration.ofSeconds(numbers[6]));
    }
    System.exit(0);
  }

  private static void print(String what, String result) {
    System.out.printf("%-28s %s%n", what, result);
  }

  /** What heartbeats and metrics cost when nobody asks. */
  private void idle() throws IOException, InterruptedException {
    coordinator.restart();
    Thread.sleep(10_000);
    print(
        "heartbeats and metrics",
        "CPU " + coordinator.cpu() + ", RSS " + coordinator.rss() + " MiB");
  }

  private void list(String what) throws IOException {
    coordinator.restart();
    try (ControlClient client = fleet.client()) {
      Latencies latencies = Latencies.ofList(client, lists);
      print(what, latencies + ", CPU " + coordinator.cpu() + ", RSS " + coordinator.rss() + " MiB");
    }
  }

  /** The same while others wait for a daemon that answers nothing. */
  private void listBesideTheSilent() throws IOException, InterruptedException {
    fleet.addSilent();
    AtomicBoolean ended = new AtomicBoolean();
    for (int i = 0; i < BLOCKED; i++) {
      int number = i;
      Thread _ = Thread.ofPlatform().daemon().start(() -> wait(number, ended));
    }
    Thread.sleep(500);
    list("list beside a silent daemon");
    ended.set(true);
  }

  private void wait(int number, AtomicBoolean ended) {
    try (ControlClient client = fleet.client()) {
      while (!ended.get()) {
        Fleet.start(client, "blocked-" + number, Fleet.SILENT, 1);
      }
    } catch (DoraException _) {
      // As it should be: nobody starts it.
    }
  }

  private void follow(Duration time) throws IOException {
    Followers followers = new Followers(fleet, FOLLOWERS);
    coordinator.restart();
    Duration first = Duration.ofSeconds(10);
    followers.print(LINES_PER_SECOND, first);
    long before = coordinator.rss();
    followers.print(LINES_PER_SECOND, time.minus(first));
    String cpu = coordinator.cpu();
    print(
        FOLLOWERS + " followers",
        "%s; CPU %s, RSS %d MiB after 10 s, %d after %d s, peak %d"
            .formatted(
                followers.end(),
                cpu,
                before,
                coordinator.rss(),
                time.toSeconds(),
                coordinator.peak()));
  }
}
