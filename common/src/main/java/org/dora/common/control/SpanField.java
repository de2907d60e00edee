package org.dora.common.control;

import org.dora.common.codec.Json;
import org.dora.common.codec.Tuple;

/** A key-value of a span: {@code ["key","value"]}. */
@Json
@Tuple
public record SpanField(String key, String value) {}
