package org.dora.coordinator.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.NodeErrorCause;
import org.dora.common.daemonlink.NodeExitStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

class SqliteStoreTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final HybridLogicalClock CLOCK = new HybridLogicalClock();

  @TempDir Path folder;
  private Path path = Path.of("");

  @BeforeEach
  void nameTheStore() {
    path = folder.resolve("state/coordinator.sqlite");
  }

  private SqliteStore open() {
    return open(false);
  }

  private SqliteStore open(boolean recreate) {
    return SqliteStore.open(path, recreate, libraries());
  }

  /** One for all tests, as the JVM loads it once. */
  static Path libraries() {
    return Path.of("target/test-libraries").toAbsolutePath();
  }

  static SavedDataflow dataflow(int number) {
    Descriptor descriptor =
        DescriptorParser.parse(
                """
                env: {V: a$$$$b}
                nodes:
                  - {id: a, path: a.py, outputs: [o]}
                  - {id: b, path: b.py, inputs: {x: a/o}, deploy: {machine: arm}}
                """,
                "dataflow.yml",
                Map.of())
            .descriptor();
    SortedMap<NodeId, DaemonId> places = new TreeMap<>();
    places.put(A, new DaemonId(null, new UUID(1, 1)));
    places.put(B, new DaemonId("arm", new UUID(2, 2)));
    SortedMap<NodeId, Outcome<NodeError>> results = new TreeMap<>();
    results.put(A, Outcome.ok());
    results.put(
        B,
        Outcome.failed(
            new NodeError(
                CLOCK.now(), new NodeErrorCause.Other("gone"), new NodeExitStatus.Signal(9))));
    return new SavedDataflow(
        new UUID(0, number),
        "flow-" + number,
        Instant.ofEpochMilli(1_000_000 + number),
        new Launch(new UUID(3, 3), new UUID(4, 4), descriptor, "/work", true, "/events"),
        new SavedNodes(places, new TreeSet<>(List.of(A)), results, List.of(B, A)),
        SavedState.STOPPING,
        true,
        new StopOrder(Duration.ofMillis(1500), true),
        CLOCK.now());
  }

  @Test
  void everythingComesBack() throws IOException {
    SavedDataflow full = dataflow(1);
    SavedDataflow bare =
        new SavedDataflow(
            new UUID(0, 2),
            "bare",
            Instant.ofEpochMilli(2_000_000),
            new Launch(null, new UUID(4, 4), full.launch().descriptor(), null, false, null),
            new SavedNodes(new TreeMap<>(), new TreeSet<>(), new TreeMap<>(), List.of()),
            SavedState.PENDING,
            false,
            null,
            null);
    try (SqliteStore store = open()) {
      assertEquals(List.of(), store.load());
      store.save(dataflow(7));
      store.save(bare);
      store.save(full);
      store.setParameter(full.id(), A, "speed", RawJson.of("{\"x\": [1.50]}"));
      store.setParameter(full.id(), A, "gone", RawJson.of("1"));
      store.deleteParameter(full.id(), A, "gone");
      for (String key : List.of("heard of", "set again")) {
        store.deleteParameter(full.id(), A, key);
      }
      store.forgetDeletion(full.id(), A, "heard of");
      store.setParameter(full.id(), A, "set again", RawJson.of("2"));
      assertEquals(Set.of("gone"), store.deletions(full.id(), A));
      store.deleteParameter(new UUID(0, 7), A, "gone");
      store.setParameter(new UUID(0, 7), A, "speed", RawJson.of("1"));
      store.delete(new UUID(0, 7)).join();
    }
    try (SqliteStore store = open()) {
      Collection<SavedDataflow> loaded = store.load();
      assertEquals(List.of(full, bare), new ArrayList<>(loaded));
      assertEquals(
          Map.of("speed", RawJson.of("{\"x\": [1.50]}"), "set again", RawJson.of("2")),
          store.parameters(full.id(), A));
      assertEquals(Set.of("gone"), store.deletions(full.id(), A));
      assertEquals(Set.of(), store.deletions(new UUID(0, 7), A));
      assertEquals(Map.of(), store.parameters(new UUID(0, 7), A));
    }
  }

  @Test
  void oneThatCannotBeReadKeepsNoOtherAway() throws IOException, SQLException {
    try (SqliteStore store = open()) {
      store.save(dataflow(1));
      store.setParameter(new UUID(0, 2), A, "damaged", RawJson.of("1"));
      store.setParameter(new UUID(0, 2), A, "whole", RawJson.of("2"));
      store.save(dataflow(2)).join();
    }
    execute(path, "UPDATE dataflow SET descriptor = '{' WHERE name = 'flow-1'");
    execute(path, "UPDATE parameter SET value = '{' WHERE key = 'damaged'");
    try (SqliteStore store = open()) {
      assertEquals(List.of("flow-2"), store.load().stream().map(SavedDataflow::name).toList());
      assertEquals(Map.of("whole", RawJson.of("2")), store.parameters(new UUID(0, 2), A));
    }
  }

  @Test
  void aChangeThatFailsFailsAlone() throws IOException, SQLException {
    try (SqliteStore store = open()) {
      store.save(dataflow(1)).join();
      execute(
          path,
          "CREATE TRIGGER refuse BEFORE INSERT ON dataflow WHEN new.name = 'flow-2'"
              + " BEGIN SELECT RAISE(ABORT, 'no room'); END");
      CompletableFuture<Void> refused = store.save(dataflow(2));
      CompletableFuture<Void> kept = store.save(dataflow(3));
      kept.join();
      assertTrue(
          String.valueOf(refused.handle((_, failure) -> failure).join()).contains("no room"));
    }
  }

  @Test
  void nobodyElseReadsIt() throws IOException {
    try (SqliteStore _ = open()) {
      for (Path file : List.of(path, path.resolveSibling("coordinator.sqlite-wal"))) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))));
    }
  }

  @Test
  void aStoreHasOneCoordinatorWhoseProcessTheNextOneNames() throws IOException {
    try (SqliteStore _ = open()) {
      StoreException refused = assertThrows(StoreException.class, this::open);
      String message = refused.getMessage();
      assertTrue(message.contains("pid " + ProcessHandle.current().pid()), message);
      assertTrue(message.contains(path.toString()), message);
    }
    open().close();
  }

  @Test
  void filesOfOthersStayAsTheyAre() throws IOException, SQLException {
    Files.createDirectories(path.getParent());
    Path other = folder.resolve("other.db");
    NativeSqlite.loadFrom(libraries());
    execute(other, "CREATE TABLE dataflow (id TEXT)");
    List<byte[]> foreign =
        List.of(new byte[0], "diary".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(other));
    for (byte[] content : foreign) {
      Files.write(path, content);
      Object before = Files.getLastModifiedTime(path);
      for (boolean recreate : new boolean[] {false, true}) {
        StoreException refused = assertThrows(StoreException.class, () -> open(recreate));
        assertTrue(refused.getMessage().contains("is not a store"), refused.getMessage());
      }
      assertArrayEquals(content, Files.readAllBytes(path));
      assertEquals(before, Files.getLastModifiedTime(path));
      assertEquals(List.of("coordinator.sqlite"), names());
      Files.delete(path);
    }
    Files.createDirectory(path);
    assertThrows(StoreException.class, this::open);
    path = Files.createFile(folder.resolve("file")).resolve("coordinator.sqlite");
    StoreException noFolder = assertThrows(StoreException.class, this::open);
    assertTrue(noFolder.getMessage().endsWith("file` is no folder"), noFolder.getMessage());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path.resolveSibling(""))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatBelongsToAStoreThatIsMissingIsNotTakenForOurs() throws IOException {
    Files.createDirectories(path.getParent());
    Path log = Files.writeString(path.resolveSibling("coordinator.sqlite-wal"), "left");
    assertThrows(StoreException.class, this::open);
    assertEquals("left", Files.readString(log));
  }

  @Test
  void aStoreIsSetAsideWithAllThatIsInIt() throws IOException {
    open().close();
    for (int number = 1; number <= 2; number++) {
      try (SqliteStore store = open(true)) {
        assertEquals(List.of(), store.load());
        store.save(dataflow(number)).join();
      }
    }
    path = path.resolveSibling("coordinator.sqlite.backup.1");
    try (SqliteStore store = open()) {
      assertEquals(List.of("flow-1"), store.load().stream().map(SavedDataflow::name).toList());
    }
  }

  @Test
  void aStoreThatNobodyUsesIsSetAsideForOthers() throws IOException {
    assertEquals(Optional.empty(), SqliteStore.setAside(path));
    try (SqliteStore _ = open()) {
      assertThrows(StoreException.class, () -> SqliteStore.setAside(path));
    }
    Path backup = path.resolveSibling("coordinator.sqlite.backup");
    assertEquals(Optional.of(backup), SqliteStore.setAside(path));
    assertTrue(Files.exists(backup));
    assertFalse(Files.exists(path));
  }

  @Test
  void aStoreOfANewerProgramIsRefusedAndCanBeSetAside() throws IOException, SQLException {
    open().close();
    execute(path, "PRAGMA user_version = 99");
    StoreException refused = assertThrows(StoreException.class, this::open);
    assertTrue(refused.getMessage().contains("schema version 99"), refused.getMessage());
    assertTrue(refused.getMessage().contains("--recreate-store"), refused.getMessage());
    open(true).close();
    assertTrue(Files.exists(path.resolveSibling("coordinator.sqlite.backup")));
  }

  @Test
  void anOlderStoreIsBroughtUpToDateOnce() throws IOException, SQLException {
    NativeSqlite.loadFrom(libraries());
    Files.createDirectories(path.getParent());
    List<String> first =
        List.of("CREATE TABLE robot (name TEXT)", "INSERT INTO robot VALUES ('r')");
    List<String> second = List.of("ALTER TABLE robot ADD COLUMN arms INTEGER DEFAULT 2");
    SqliteFile.create(path, new Schema(List.of(first)));
    for (int opened = 0; opened < 2; opened++) {
      try (Connection connection = SqliteFile.connect(path)) {
        new Schema(List.of(first, second)).migrate(connection);
        try (Statement statement = connection.createStatement();
            ResultSet row = statement.executeQuery("SELECT name, arms FROM robot")) {
          assertEquals("r", row.getString(1));
          assertEquals(2, row.getInt(2));
          assertTrue(row.next());
          assertFalse(row.next());
        }
      }
    }
  }

  @Test
  void aStopOfAnOlderProgramIsAUsualOne() throws IOException, SQLException {
    NativeSqlite.loadFrom(libraries());
    Files.createDirectories(path.getParent());
    SqliteFile.create(path, new Schema(Schema.CURRENT.steps().subList(0, 1)));
    execute(
        path,
        """
        INSERT INTO dataflow (id, name, created, state, ready, session, descriptor, uv, places,
          stopped, results)
        VALUES ('00000000-0000-0000-0000-000000000001', 'old', 1, 'STOPPING', 1,
          '00000000-0000-0000-0000-000000000002', '{"nodes":[]}', 0, '{}', '[]', '{}')
        """);
    try (SqliteStore store = open()) {
      SavedDataflow old = store.load().iterator().next();
      assertEquals(StopOrder.USUAL, old.stop());
      assertEquals(List.of(), old.nodes().exitedEarly());
    }
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
