package org.dora.common.control;

import org.dora.common.codec.Json;

/** What is answered to a subscription to logs. */
@Json
public record Subscribed(boolean subscribed) {}
