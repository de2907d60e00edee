package org.dora.coordinator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;

/** Parameters as rows. */
final class ParameterRows {
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
        table.set(
            UUID.fromString(row.getString(1)),
            new NodeId(row.getString(2)),
            row.getString(3),
            RawJson.of(row.getString(4)));
      }
    }
    try (PreparedStatement all = connection.prepareStatement(ALL_DELETIONS);
        ResultSet row = all.executeQuery()) {
      while (row.next()) {
        table.delete(
            UUID.fromString(row.getString(1)), new NodeId(row.getString(2)), row.getString(3));
      }
    }
    return table;
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
