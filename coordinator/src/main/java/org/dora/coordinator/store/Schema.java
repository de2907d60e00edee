package org.dora.coordinator.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What tables a store has, and how an older store becomes one of today: its version is the number
 * of steps that were done.
 *
 * @param steps in SQL; a step of a released version is never changed, others come after it
 */
record Schema(List<List<String>> steps) {
  static final Schema CURRENT =
      new Schema(
          List.of(
              List.of(
                  """
                  CREATE TABLE dataflow (
                    id TEXT PRIMARY KEY,
                    name TEXT NOT NULL,
                    created INTEGER NOT NULL, -- in milliseconds since 1970
                    state TEXT NOT NULL,
                    ready INTEGER NOT NULL,
                    ended TEXT,
                    build TEXT,
                    session TEXT NOT NULL,
                    descriptor TEXT NOT NULL,
                    working_dir TEXT,
                    uv INTEGER NOT NULL,
                    write_events_to TEXT,
                    places TEXT NOT NULL,
                    stopped TEXT NOT NULL,
                    results TEXT NOT NULL
                  ) STRICT\
                  """,
                  """
                  CREATE TABLE parameter (
                    dataflow TEXT NOT NULL,
                    node TEXT NOT NULL,
                    key TEXT NOT NULL,
                    value TEXT NOT NULL,
                    PRIMARY KEY (dataflow, node, key)
                  ) STRICT, WITHOUT ROWID\
                  """),
              List.of(
                  "ALTER TABLE dataflow ADD COLUMN stop_grace TEXT",
                  "ALTER TABLE dataflow ADD COLUMN stop_force INTEGER NOT NULL DEFAULT 0",
                  "ALTER TABLE dataflow ADD COLUMN exited_early TEXT NOT NULL DEFAULT '[]'"),
              List.of(
                  """
                  CREATE TABLE deletion ( -- of parameters, of which nodes have not heard yet
                    dataflow TEXT NOT NULL,
                    node TEXT NOT NULL,
                    key TEXT NOT NULL,
                    PRIMARY KEY (dataflow, node, key)
                  ) STRICT, WITHOUT ROWID\
                  """)));

  /**
   * Does the steps that are missing, all or none.
   *
   * @param connection without automatic commits
   * @throws StoreException if the store is of a newer program
   */
  void migrate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version;
      try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
        version = row.getInt(1);
      }
      if (version > steps.size()) {
        throw new StoreException(
            "it has schema version %d, this dora knows up to %d: use the newer dora, or `--recreate-store` to set it aside"
                .formatted(version, steps.size()));
      }
      if (version < steps.size()) {
        for (List<String> step : steps.subList(version, steps.size())) {
          for (String sql : step) {
            statement.executeUpdate(sql);
          }
        }
        statement.executeUpdate("PRAGMA user_version = " + steps.size());
      }
    }
    connection.commit();
  }
}
