package org.dora.coordinator.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;

/** Makes and opens SQLite files as a store needs them. */
final class SqliteFile {
  private static final Duration OTHERS = Duration.ofSeconds(5);

  private SqliteFile() {}

  /** Connects to a file: what is committed is on the disk, readers do not wait for writers. */
  static Connection connect(Path path) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    return connect(path, config);
  }

  private static Connection connect(Path path, SQLiteConfig config) throws SQLException {
    if (path.toString().contains("?")) {
      throw new StoreException("SQLite takes what follows the `?` in its path for an option");
    }
    config.setBusyTimeout((int) OTHERS.toMillis());
    Connection connection = config.createConnection("jdbc:sqlite:" + path);
    connection.setAutoCommit(false);
    return connection;
  }

  /** Makes a store that is complete, and known as ours, as soon as it is there. */
  static void create(Path path, Schema schema) throws IOException {
    Path folder = path.resolveSibling("");
    Path fresh = Files.createTempFile(folder, "." + path.getFileName(), ".new");
    try (Connection connection = connect(fresh, new SQLiteConfig());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA application_id = " + StoreFile.APPLICATION_ID);
      schema.migrate(connection);
    } catch (SQLException | StoreException e) {
      Files.deleteIfExists(fresh);
      throw new StoreException("store `" + path + "` cannot be made: " + e.getMessage(), e);
    }
    Path _ = Files.move(fresh, path);
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
