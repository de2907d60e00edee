package org.dora.coordinator.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.dora.common.codec.DaemonIdJson;
import org.dora.common.codec.NodeErrorJson;
import org.dora.common.daemonlink.OutcomeJson;
import org.dora.common.descriptor.DescriptorJson;
import org.dora.common.id.NodeId;
import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;
import org.dora.common.json.JsonWriter.Encoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dataflows as rows: what others look for in columns of its own, the rest as on the wire. */
final class DataflowTable {
  private static final Logger LOG = LoggerFactory.getLogger(DataflowTable.class);

  private static final String COLUMNS =
      "id, name, created, state, ready, ended, build, session, descriptor, working_dir, uv,"
          + " write_events_to, places, stopped, results, stop_grace, stop_force, exited_early";

  private static final String SAVE =
      "INSERT OR REPLACE INTO dataflow ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private DataflowTable() {}

  static void save(Connection connection, SavedDataflow dataflow) throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(SAVE)) {
      Launch launch = dataflow.launch();
      SavedNodes nodes = dataflow.nodes();
      row.setString(1, dataflow.id().toString());
      row.setString(2, dataflow.name());
      row.setLong(3, dataflow.created().toEpochMilli());
      row.setString(4, dataflow.state().name());
      row.setBoolean(5, dataflow.isReady());
      row.setString(
          6, dataflow.ended() == null ? null : json(dataflow.ended(), JsonWriter::timestamp));
      row.setString(7, launch.buildId() == null ? null : launch.buildId().toString());
      row.setString(8, launch.sessionId().toString());
      row.setString(9, json(launch.descriptor(), DescriptorJson::write));
      row.setString(10, launch.localWorkingDir());
      row.setBoolean(11, launch.uv());
      row.setString(12, launch.writeEventsTo());
      row.setString(13, json(nodes.places(), (out, it) -> out.map(it, DaemonIdJson::write)));
      row.setString(14, json(nodes.stopped(), DataflowTable::writeNodes));
      row.setString(
          15,
          json(
              nodes.results(),
              (out, it) ->
                  out.map(
                      it, (to, result) -> OutcomeJson.write(to, result, NodeErrorJson::write))));
      StopOrder stop = dataflow.stop() == null ? StopOrder.USUAL : dataflow.stop();
      row.setString(16, stop.grace() == null ? null : json(stop.grace(), JsonWriter::duration));
      row.setBoolean(17, stop.force());
      row.setString(18, json(nodes.exitedEarly(), DataflowTable::writeNodes));
      row.executeUpdate();
    }
  }

  private static void writeNodes(JsonWriter out, Collection<NodeId> nodes) {
    out.list(nodes, (to, node) -> to.text(node.toString()));
  }

  private static <T> String json(T value, Encoder<T> encoder) {
    return new String(JsonWriter.encode(value, encoder), StandardCharsets.UTF_8);
  }

  static void delete(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement row = connection.prepareStatement("DELETE FROM dataflow WHERE id = ?")) {
      row.setString(1, id.toString());
      row.executeUpdate();
    }
  }

  /** Returns all, oldest first; one that cannot be read must not keep the others away. */
  static List<SavedDataflow> load(Connection connection) throws SQLException {
    List<SavedDataflow> dataflows = new ArrayList<>();
    try (PreparedStatement all =
            connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM dataflow ORDER BY created, id");
        ResultSet row = all.executeQuery()) {
      while (row.next()) {
        try {
          dataflows.add(read(row));
        } catch (RuntimeException e) {
          LOG.error(
              "dataflow {} of the store cannot be read, it is passed over", row.getString(1), e);
        }
      }
    }
    return dataflows;
  }

  private static SavedDataflow read(ResultSet row) throws SQLException {
    String build = row.getString("build");
    String ended = row.getString("ended");
    Launch launch =
        new Launch(
            build == null ? null : UUID.fromString(build),
            UUID.fromString(row.getString("session")),
            value(row, "descriptor", DescriptorJson::read),
            row.getString("working_dir"),
            row.getBoolean("uv"),
            row.getString("write_events_to"));
    SavedNodes nodes =
        new SavedNodes(
            value(row, "places", in -> in.readMap(NodeId::new, DaemonIdJson::read)),
            value(row, "stopped", in -> in.readSet(DataflowTable::readNode)),
            value(
                row,
                "results",
                in -> in.readMap(NodeId::new, it -> OutcomeJson.read(it, NodeErrorJson::read))),
            value(row, "exited_early", in -> in.readList(DataflowTable::readNode)));
    SavedState state = SavedState.valueOf(row.getString("state"));
    return new SavedDataflow(
        UUID.fromString(row.getString("id")),
        row.getString("name"),
        Instant.ofEpochMilli(row.getLong("created")),
        launch,
        nodes,
        state,
        row.getBoolean("ready"),
        state == SavedState.STOPPING ? stop(row) : null,
        ended == null ? null : value(row, "ended", JsonReader::readTimestamp));
  }

  private static StopOrder stop(ResultSet row) throws SQLException {
    Duration grace =
        row.getString("stop_grace") == null
            ? null
            : value(row, "stop_grace", JsonReader::readDuration);
    return new StopOrder(grace, row.getBoolean("stop_force"));
  }

  private static NodeId readNode(JsonReader in) {
    return new NodeId(in.readString());
  }

  private static <T> T value(ResultSet row, String column, JsonReader.Decoder<T> decoder)
      throws SQLException {
    return JsonReader.decode(row.getString(column).getBytes(StandardCharsets.UTF_8), decoder);
  }
}
