package org.dora.common.control;

import org.dora.common.codec.Json;
import org.dora.common.codec.Tuple;
import org.dora.common.json.RawJson;

/** A parameter of a node: {@code ["key",value]}. */
@Json
@Tuple
public record ParamEntry(String key, RawJson value) {}
