package org.dora.common.control;

import org.dora.common.codec.Json;

/** A dataflow that could not be forgotten, and why. */
@Json
public record CleanFailure(DataflowRef id, String error) {}
