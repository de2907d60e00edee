package org.dora.coordinator.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.dora.common.descriptor.DescriptorException;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps everything in a SQLite file. A thread of its own writes: all changes that wait are one
 * transaction, and are acknowledged when it is on the disk.
 */
public final class SqliteStore implements Store {
  private static final int LARGEST_BATCH = 256;

  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

  @FunctionalInterface
  private interface Write {
    void apply(Connection connection) throws SQLException;
  }

  private record Change(Write write, CompletableFuture<Void> done) {}

  private final Path path;
  private final Connection connection;
  private final StoreLock lock;
  private final ParameterTable parameters;
  private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
  private final Thread writer;
  private List<SavedDataflow> loaded;

  /** Confined to the writer. */
  private boolean open = true;

  private SqliteStore(
      Path path,
      Connection connection,
      StoreLock lock,
      List<SavedDataflow> loaded,
      ParameterTable parameters) {
    this.path = path;
    this.connection = connection;
    this.lock = lock;
    this.loaded = loaded;
    this.parameters = parameters;
    writer = Thread.ofPlatform().name("dora-store").start(this::write);
  }

  /**
   * Opens a store, and makes it if there is none.
   *
   * @param path of the store; folders before it are made
   * @param recreate whether a store that is there is set aside first
   * @param libraries folder for SQLite's native library
   * @throws StoreException if it is not ours, in use, newer than this program, or damaged
   */
  public static SqliteStore open(Path path, boolean recreate, Path libraries) {
    StoreFile file = new StoreFile(path.toAbsolutePath().normalize());
    try {
      return open(file, recreate, libraries);
    } catch (IOException e) {
      String reason =
          e instanceof FileAlreadyExistsException
              ? "`" + e.getMessage() + "` is no folder"
              : DescriptorException.reasonOf(e);
      throw new StoreException("store `" + file.path() + "` cannot be opened: " + reason, e);
    }
  }

  /**
   * Renames a store that nobody uses, so that who opens it next begins anew.
   *
   * @return its new path; nothing if there is no store
   * @throws StoreException if it is not ours, in use, or cannot be renamed
   */
  public static Optional<Path> setAside(Path path) {
    StoreFile file = new StoreFile(path.toAbsolutePath().normalize());
    try {
      if (!file.exists()) {
        return Optional.empty();
      }
      try (StoreLock _ = StoreLock.take(file)) {
        return Optional.of(file.setAside());
      }
    } catch (IOException e) {
      throw new StoreException(
          "store `%s` cannot be set aside: %s"
              .formatted(file.path(), DescriptorException.reasonOf(e)),
          e);
    }
  }

  private static SqliteStore open(StoreFile file, boolean recreate, Path libraries)
      throws IOException {
    Files.createDirectories(
        file.path().resolveSibling(""),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    boolean _ = file.exists(); // before anything is written beside it
    NativeSqlite.loadFrom(libraries);
    StoreLock lock = StoreLock.take(file);
    try {
      if (recreate && file.exists()) {
        LOG.warn("the store {} was set aside as {}", file.path(), file.setAside());
      }
      if (!file.exists()) {
        SqliteFile.create(file.path(), Schema.CURRENT);
      }
      return open(file.path(), lock);
    } catch (IOException | StoreException e) {
      lock.close();
      throw e;
    }
  }

  private static SqliteStore open(Path path, StoreLock lock) {
    try {
      Connection connection = SqliteFile.connect(path);
      try {
        Schema.CURRENT.migrate(connection);
        List<SavedDataflow> dataflows = DataflowTable.load(connection);
        ParameterTable parameters = ParameterRows.load(connection);
        connection.commit();
        return new SqliteStore(path, connection, lock, dataflows, parameters);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException | RuntimeException e) {
      throw new StoreException("store `" + path + "` cannot be used: " + e.getMessage(), e);
    }
  }

  @Override
  public Collection<SavedDataflow> load() {
    List<SavedDataflow> all = loaded;
    loaded = List.of();
    return all;
  }

  @Override
  public CompletableFuture<Void> save(SavedDataflow dataflow) {
    return change(it -> DataflowTable.save(it, dataflow));
  }

  @Override
  public CompletableFuture<Void> delete(UUID dataflow) {
    parameters.delete(dataflow);
    return change(it -> {
      ParameterRows.delete(it, dataflow);
      DataflowTable.delete(it, dataflow);
    });
  }

  @Override
  public SortedMap<String, RawJson> parameters(UUID dataflow, NodeId node) {
    return parameters.of(dataflow, node);
  }

  @Override
  public CompletableFuture<Void> setParameter(
      UUID dataflow, NodeId node, String key, RawJson value) {
    parameters.set(dataflow, node, key, value);
    return change(it -> ParameterRows.set(it, dataflow, node, key, value));
  }

  @Override
  public CompletableFuture<Void> deleteParameter(UUID dataflow, NodeId node, String key) {
    parameters.delete(dataflow, node, key);
    return change(it -> ParameterRows.delete(it, dataflow, node, key));
  }

  @Override
  public SortedSet<String> deletions(UUID dataflow, NodeId node) {
    return parameters.deletions(dataflow, node);
  }

  @Override
  public CompletableFuture<Void> forgetDeletion(UUID dataflow, NodeId node, String key) {
    parameters.forgetDeletion(dataflow, node, key);
    return change(it -> ParameterRows.forgetDeletion(it, dataflow, node, key));
  }

  private CompletableFuture<Void> change(Write write) {
    Change change = new Change(write, new CompletableFuture<>());
    changes.add(change);
    return change.done;
  }

  private void write() {
    List<Change> batch = new ArrayList<>();
    try {
      while (open) {
        batch.add(changes.take());
        changes.drainTo(batch, LARGEST_BATCH - 1);
        commit(batch);
        batch.clear();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of a batch that fails each change is tried alone, so that one alone can fail. */
  private void commit(List<Change> batch) {
    try {
      for (Change change : batch) {
        change.write.apply(connection);
      }
      connection.commit();
      batch.forEach(change -> change.done.complete(null));
    } catch (SQLException | RuntimeException e) {
      rollback();
      if (batch.size() > 1) {
        batch.forEach(change -> commit(List.of(change)));
      } else {
        batch
            .getFirst()
            .done
            .completeExceptionally(
                new StoreException("store `" + path + "` was not written: " + e.getMessage(), e));
      }
    }
  }

  private void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      LOG.error("store {} is in no good state", path, e);
    }
  }

  @Override
  public void close() {
    change(_ -> open = false);
    try {
      writer.join();
      connection.close();
      lock.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (SQLException | IOException e) {
      LOG.warn("store {} was not closed in order: {}", path, e.getMessage());
    }
  }
}
