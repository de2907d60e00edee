package org.dora.interop.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowStatus;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/** Starts, restarts and stops small dataflows by name, and cleans up. */
final class Flows implements Operator {
  private static final NodeId NODE = new NodeId("idle");
  private static final String NODES = "[{id: idle, path: witness}]";
  private static final int MOST = 2;

  /** Something that was asked for and not acknowledged. */
  private sealed interface Pending {
    record Start(String name) implements Pending {}

    record Restart(String name) implements Pending {}

    record Stop(String name) implements Pending {}

    record Clean() implements Pending {}
  }

  private final Cluster cluster;
  private final Processes processes = new Processes();
  private final Map<String, UUID> running = new TreeMap<>();
  private final Set<String> ended = new TreeSet<>();
  private @Nullable Pending pending;
  private int last;

  Flows(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void act(ControlClient client, Random random) {
    int what = random.nextInt(10);
    if (running.isEmpty() || running.size() < MOST && what < 4) {
      start(client, "flow" + ++last);
    } else if (what < 5) {
      restart(client, any(random));
    } else if (what < 9) {
      stop(client, any(random));
    } else {
      clean(client);
    }
  }

  private String any(Random random) {
    return new ArrayList<>(running.keySet()).get(random.nextInt(running.size()));
  }

  private void start(ControlClient client, String name) {
    pending = new Pending.Start(name);
    UUID id = cluster.start(client, name, NODES);
    runs(name, id);
  }

  private void runs(String name, UUID id) {
    pending = null;
    processes.forget(name);
    running.put(name, id);
  }

  private void restart(ControlClient client, String name) {
    pending = new Pending.Restart(name);
    UUID id =
        client
            .ask(
                new ControlRequest.RestartByName(name, null, false),
                ControlReply.DataflowRestarted.class)
            .newUuid();
    runs(name, id);
  }

  private void stop(ControlClient client, String name) {
    pending = new Pending.Stop(name);
    ControlReply.DataflowStopped _ =
        client.ask(
            new ControlRequest.StopByName(name, null, false), ControlReply.DataflowStopped.class);
    hasEnded(name);
  }

  private void hasEnded(String name) {
    pending = null;
    running.remove(name);
    ended.add(name);
  }

  private void clean(ControlClient client) {
    pending = new Pending.Clean();
    ControlReply.CleanResult _ =
        client.ask(new ControlRequest.Clean(), ControlReply.CleanResult.class);
    pending = null;
    ended.clear();
  }

  @Override
  public void settle(ControlClient client) {
    switch (pending) {
      case null -> {
        // All was acknowledged.
      }
      case Pending.Start(String name) -> {
        List<DataflowEntry> list = View.list(client);
        List<UUID> ids = View.of(list, name, DataflowStatus.RUNNING);
        if (!ids.isEmpty()) {
          runs(name, ids.getFirst());
        } else if (View.of(list, name, DataflowStatus.FAILED).isEmpty()) {
          start(client, name);
        } else {
          hasEnded(name);
        }
      }
      case Pending.Restart(String name) -> {
        if (View.of(View.list(client), name, DataflowStatus.RUNNING).isEmpty()) {
          hasEnded(name);
        } else {
          restart(client, name);
        }
      }
      case Pending.Stop(String name) -> {
        UUID id = Objects.requireNonNull(running.get(name));
        ControlReply.DataflowStopped _ =
            client.ask(
                new ControlRequest.Stop(id, null, false), ControlReply.DataflowStopped.class);
        hasEnded(name);
      }
      case Pending.Clean() -> clean(client);
    }
  }

  @Override
  public void check(View view, List<String> violations) {
    String open = nameOf(pending);
    running.forEach((name, id) -> {
      if (!name.equals(open)) {
        expect(view, name, List.of(id), violations);
        processes.checkSame(name, view.witnesses(name, NODE), violations);
      }
    });
    for (String name : ended) {
      expect(view, name, List.of(), violations);
      processes.checkNone(name, view.witnesses(name, NODE), violations);
      if (!(pending instanceof Pending.Clean)
          && view.list().stream().noneMatch(entry -> name.equals(entry.id().name()))) {
        violations.add(name + " is not listed any more");
      }
    }
    for (DataflowEntry entry : view.list()) {
      String name = String.valueOf(entry.id().name());
      if (!name.equals(Steady.NAME)
          && !name.equals(open)
          && !running.containsKey(name)
          && !ended.contains(name)) {
        violations.add(name + " should not be listed: " + entry);
      }
    }
  }

  private static void expect(View view, String name, List<UUID> ids, List<String> violations) {
    List<UUID> listed = View.of(view.list(), name, DataflowStatus.RUNNING);
    if (!listed.equals(ids)) {
      violations.add("%s is listed as running %s, not %s".formatted(name, listed, ids));
    }
  }

  private static @Nullable String nameOf(@Nullable Pending pending) {
    return switch (pending) {
      case null -> null;
      case Pending.Start(String name) -> name;
      case Pending.Restart(String name) -> name;
      case Pending.Stop(String name) -> name;
      case Pending.Clean() -> null;
    };
  }

  @Override
  public void remember() {
    processes.remember();
  }

  @Override
  public void forgetProcesses() {
    processes.forgetAll();
  }
}
