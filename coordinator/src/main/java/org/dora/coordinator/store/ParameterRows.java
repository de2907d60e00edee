package org.dora.coordinator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.dora.common.DoraException;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parameters as rows. */
final class ParameterRows {
  private static final Logger LOG = LoggerFactory.getLogger(ParameterRows.class);

  private static final String ALL = "SELECT dataflow, node, key, value FROM parameter";
  private static final String SET = "INSERT OR REPLACE INTO parameter VALUES (?, ?, ?, ?)";
  private static final String DELETE =
      "DELETE FROM parameter WHERE dataflow = ? AND node = ? AND key = ?";
  private static final String DELETE_ALL = "DELETE FROM parameter WHERE dataflow = ?";
  private static final String ALL_DELETIONS = "SELECT dataflow, node, key FROM deletion";
  private static final String NOTE_DELETION = "INSERT OR REPLACE INTO deletion VALUES (?, ?, ?)";
  private static final String FORGET_DELETION =
      "DELETE FROM deletion WHERE dataflow = ? AND node = ? AND key = ?";
  private static final String FORGET_DELETIONS = "DELETE FROM deletion WHERE dataflow = ?";

  private ParameterRows() {}

  static ParameterTable load(Connection connection) throws SQLException {
    ParameterTable table = new ParameterTable();
    try (PreparedStatement all = connection.prepareStatement(ALL);
        ResultSet row = all.executeQuery()) {
      while (row.next()) {
        guarded(
            row,
            () ->
                table.set(
                    UUID.fromString(row.getString(1)),
                    new NodeId(row.getString(2)),
                    row.getString(3),
                    RawJson.of(row.getString(4))));
      }
    }
    try (PreparedStatement all = connection.prepareStatement(ALL_DELETIONS);
        ResultSet row = all.executeQuery()) {
      while (row.next()) {
        guarded(
            row,
            () ->
                table.delete(
                    UUID.fromString(row.getString(1)),
                    new NodeId(row.getString(2)),
                    row.getString(3)));
      }
    }
    return table;
  }

  /** Takes one row. */
  private interface Reading {
    void read() throws SQLException;
  }

  /** One row that cannot be read must not keep the others away. */
  private static void guarded(ResultSet row, Reading reading) throws SQLException {
    try {
      reading.read();
    } catch (IllegalArgumentException | DoraException e) {
      LOG.error(
          "parameter `{}` of node `{}` of dataflow {} in the store cannot be read, it is passed over",
          row.getString(3),
          row.getString(2),
          row.getString(1),
          e);
    }
  }

  static void set(Connection connection, UUID dataflow, NodeId node, String key, RawJson value)
      throws SQLException {
    execute(connection, SET, dataflow.toString(), node.toString(), key, value.text());
    forgetDeletion(connection, dataflow, node, key);
  }

  static void delete(Connection connection, UUID dataflow, NodeId node, String key)
      throws SQLException {
    execute(connection, DELETE, dataflow.toString(), node.toString(), key);
    execute(connection, NOTE_DELETION, dataflow.toString(), node.toString(), key);
  }

  static void forgetDeletion(Connection connection, UUID dataflow, NodeId node, String key)
      throws SQLException {
    execute(connection, FORGET_DELETION, dataflow.toString(), node.toString(), key);
  }

  static void delete(Connection connection, UUID dataflow) throws SQLException {
    execute(connection, DELETE_ALL, dataflow.toString());
    execute(connection, FORGET_DELETIONS, dataflow.toString());
  }

  private static void execute(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        row.setString(i + 1, values[i]);
      }
      row.executeUpdate();
    }
  }
}
