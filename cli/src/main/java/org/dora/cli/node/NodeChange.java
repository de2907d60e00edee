package org.dora.cli.node;

import java.util.UUID;
import org.dora.common.id.NodeId;
import org.dora.common.json.JsonWriter;

/** What all changes of a running dataflow tell programs. */
final class NodeChange {
  private NodeChange() {}

  /** Writes what was done in which dataflow; more may follow. */
  static JsonWriter begin(JsonWriter json, String done, UUID dataflow) {
    return json.key("done").text(done).key("dataflow").uuid(dataflow);
  }

  /** Writes what was done to which node; more may follow. */
  static JsonWriter write(JsonWriter json, String done, UUID dataflow, NodeId node) {
    return begin(json, done, dataflow).key("node").text(node.value());
  }
}
