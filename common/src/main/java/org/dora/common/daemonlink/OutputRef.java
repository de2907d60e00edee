package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.dora.common.codec.Tuple;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;

/** One output of a dataflow: {@code ["node","output"]}. */
@Json
@Tuple
public record OutputRef(NodeId node, DataId output) {}
