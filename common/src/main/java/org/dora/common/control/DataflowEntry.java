package org.dora.common.control;

import org.dora.common.codec.Json;

/** One dataflow in a list. */
@Json
public record DataflowEntry(DataflowRef id, DataflowStatus status) {}
