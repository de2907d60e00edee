package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonIdentity;
import org.dora.common.daemonlink.DaemonKey;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who a daemon is for the coordinator, and what becomes of a second one that says it is the same.
 */
class IdentityTest {
  private static final NodeId A = new NodeId("a");

  @TempDir Path folder;

  private final KeptStore store = new KeptStore();
  private PlayedCoordinator coordinator = new PlayedCoordinator(store);

  private PlayedDaemon ours(@Nullable String machine, DaemonKey key) {
    return new PlayedDaemon(coordinator, machine, key.prove(InstantSource.system()));
  }

  private PlayedDaemon released(@Nullable String machine) {
    return new PlayedDaemon(coordinator, machine, null);
  }

  @Test
  void oursKeepsItsIdOverBothEnds() throws IOException {
    try (DaemonKey key = DaemonKey.take(folder, null)) {
      PlayedDaemon daemon = ours(null, key);
      UUID flow = coordinator.start("nodes: [{id: a, path: a.py}]");
      coordinator = new PlayedCoordinator(store);
      PlayedDaemon back = ours(null, key).report(flow, A);
      assertEquals(daemon.id(), back.id());
      back.vanish();
      ours(null, key).reportNothing().only(DaemonCommand.SpawnNodes.class);
    }
  }

  @Test
  void oursReplacesItsOldConnection() throws IOException {
    try (DaemonKey key = DaemonKey.take(folder, "arm")) {
      PlayedDaemon old = ours("arm", key);
      PlayedDaemon fresh = ours("arm", key);
      assertTrue(old.isClosed());
      assertEquals(old.id(), fresh.id());
    }
  }

  @Test
  void anotherOneOfOursIsRefusedByName() throws IOException {
    try (DaemonKey key = DaemonKey.take(folder, "arm");
        DaemonKey other = DaemonKey.take(folder, "arm")) {
      PlayedDaemon first = ours("arm", key);
      String refusal = ours("arm", other).refusal();
      assertTrue(refusal.contains("machine id `arm` is taken by the daemon at 127.0.0.1"), refusal);
      assertFalse(first.isClosed());
    }
  }

  @Test
  void aReleasedOneGetsAnIdOfItsOwn() throws IOException {
    try (DaemonKey key = DaemonKey.take(folder, "arm")) {
      PlayedDaemon first = ours("arm", key);
      assertNotEquals(first.id(), released("arm").id());
      assertNotEquals(released("base").id(), released("base").id());
    }
  }

  @Test
  void twoWithoutANameStay() throws IOException {
    try (DaemonKey key = DaemonKey.take(folder, null);
        DaemonKey other = DaemonKey.take(folder, null)) {
      List<PlayedDaemon> all =
          List.of(ours(null, key), ours(null, other), released(null), released(null));
      assertEquals(4, all.stream().map(PlayedDaemon::id).distinct().count());
      assertTrue(all.stream().noneMatch(PlayedDaemon::isClosed));
    }
  }

  @Test
  void aProofServesOnceAndItsMachineOnly() throws IOException {
    try (DaemonKey key = DaemonKey.take(folder, "arm")) {
      DaemonIdentity identity = key.prove(InstantSource.system());
      PlayedDaemon daemon = new PlayedDaemon(coordinator, "arm", identity);
      String again = new PlayedDaemon(coordinator, "arm", identity).refusal();
      assertTrue(again.contains("not newer"), again);
      String elsewhere = new PlayedDaemon(coordinator, "base", identity).refusal();
      assertTrue(elsewhere.contains("does not fit its key"), elsewhere);
      assertFalse(daemon.isClosed());
    }
  }
}
