package org.dora.interop.chaos;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Scanner;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.dora.cli.log.ServiceLog;
import org.dora.cli.log.ServiceLogOptions;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.dora.coordinator.Coordinator;
import org.dora.coordinator.CoordinatorSettings;
import org.dora.coordinator.daemons.Placement;
import org.dora.coordinator.server.ServerSettings;
import org.dora.coordinator.store.SavedDataflow;
import org.dora.coordinator.store.SqliteStore;
import org.dora.coordinator.store.Store;
import org.jspecify.annotations.Nullable;

/** The coordinator as a program that kills itself (SIGKILL) before or after one of its commits. */
final class MortalCoordinator {
  static final String LISTENS = "listening on port ";

  private static final int SIGKILL = 9;

  private MortalCoordinator() {}

  /**
   * Runs until it is killed; a line such as {@code AFTER_COMMIT 3} tells it to die at a commit.
   *
   * @param arguments path of the store, folder of SQLite's library, seconds of the backoff of
   *     auto-recovery
   */
  public static void main(String[] arguments) throws IOException {
    ServiceLog.begin(Path.of("out", "coordinator.txt"), new ServiceLogOptions());
    MortalStore store =
        new MortalStore(SqliteStore.open(Path.of(arguments[0]), false, Path.of(arguments[1])));
    CoordinatorSettings usual =
        CoordinatorSettings.of(
            ServerSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            null,
            new Placement(true, false),
            Map.of());
    CoordinatorSettings settings =
        new CoordinatorSettings(
            usual.server(),
            usual.token(),
            usual.placement(),
            usual.spawnLimit(),
            usual.buildLimit(),
            Duration.ofSeconds(Long.parseLong(arguments[2])));
    try (Coordinator coordinator = new Coordinator(settings, store);
        Scanner input = new Scanner(System.in, StandardCharsets.US_ASCII)) {
      System.out.println(LISTENS + coordinator.address().getPort());
      while (input.hasNext()) {
        store.death = new Death(Moment.valueOf(input.next()), new AtomicInteger(input.nextInt()));
      }
    }
  }

  private static void die() {
    Linker linker = Linker.nativeLinker();
    MethodHandle kill =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("kill"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      int _ = (int) kill.invokeExact((int) ProcessHandle.current().pid(), SIGKILL);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /**
   * When to die.
   *
   * @param left commits until then
   */
  private record Death(Moment moment, AtomicInteger left) {}

  /** A store at one of whose commits the program dies. */
  private static final class MortalStore implements Store {
    private final Store store;
    private volatile @Nullable Death death;

    private MortalStore(Store store) {
      this.store = store;
    }

    private CompletableFuture<Void> commit(Supplier<CompletableFuture<Void>> change) {
      Death near = death;
      if (near == null || near.left.decrementAndGet() != 0) {
        return change.get();
      }
      if (near.moment == Moment.BEFORE_COMMIT) {
        die();
      }
      return change.get().thenRun(MortalCoordinator::die);
    }

    @Override
    public Collection<SavedDataflow> load() {
      return store.load();
    }

    @Override
    public CompletableFuture<Void> save(SavedDataflow dataflow) {
      return commit(() -> store.save(dataflow));
    }

    @Override
    public CompletableFuture<Void> delete(UUID dataflow) {
      return commit(() -> store.delete(dataflow));
    }

    @Override
    public SortedMap<String, RawJson> parameters(UUID dataflow, NodeId node) {
      return store.parameters(dataflow, node);
    }

    @Override
    public CompletableFuture<Void> setParameter(
        UUID dataflow, NodeId node, String key, RawJson value) {
      return commit(() -> store.setParameter(dataflow, node, key, value));
    }

    @Override
    public CompletableFuture<Void> deleteParameter(UUID dataflow, NodeId node, String key) {
      return commit(() -> store.deleteParameter(dataflow, node, key));
    }

    @Override
    public SortedSet<String> deletions(UUID dataflow, NodeId node) {
      return store.deletions(dataflow, node);
    }

    @Override
    public CompletableFuture<Void> forgetDeletion(UUID dataflow, NodeId node, String key) {
      return commit(() -> store.forgetDeletion(dataflow, node, key));
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
