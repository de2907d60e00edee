package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.dora.common.codec.Unsigned;

/** A change of a parameter that a daemon has missed. */
@Json
public record CatchUpEntry(@Unsigned(64) long sequence, CatchUpOperation operation) {}
