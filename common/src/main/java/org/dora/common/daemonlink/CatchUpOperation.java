package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;

/** What has changed while a daemon was away. */
@Json
public sealed interface CatchUpOperation
    permits CatchUpOperation.SetParam, CatchUpOperation.DeleteParam {
  /** A parameter has a new value. */
  record SetParam(NodeId nodeId, String key, RawJson value) implements CatchUpOperation {}

  /** A parameter is gone. */
  record DeleteParam(NodeId nodeId, String key) implements CatchUpOperation {}
}
