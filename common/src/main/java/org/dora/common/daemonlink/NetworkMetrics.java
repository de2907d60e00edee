package org.dora.common.daemonlink;

import org.dora.common.codec.Default;
import org.dora.common.codec.Json;
import org.dora.common.codec.Unsigned;

/** What a dataflow has exchanged with other daemons since its start. */
@Json
public record NetworkMetrics(
    @Unsigned(64) long bytesSent,
    @Unsigned(64) long bytesReceived,
    @Unsigned(64) long messagesSent,
    @Unsigned(64) long messagesReceived,
    @Default @Unsigned(64) long publishFailures) {}
