package org.dora.common.daemonlink;

import java.util.List;
import org.dora.common.codec.Default;
import org.dora.common.codec.Json;
import org.dora.common.codec.Omit;
import org.dora.common.codec.Unsigned;
import org.jspecify.annotations.Nullable;

/**
 * What one node uses, as its daemon measures it every two seconds.
 *
 * @param cpuUsage in percent of one core
 * @param diskReadBytes in a second; null if unknown
 * @param diskWriteBytes in a second; null if unknown
 * @param brokenInputs inputs that have timed out
 * @param pendingMessages messages that wait in its queues
 * @param traffic null from and to released programs
 */
@Json
public record NodeMetrics(
    @Unsigned(32) long pid,
    float cpuUsage,
    @Unsigned(64) long memoryBytes,
    @Unsigned(64) @Nullable Long diskReadBytes,
    @Unsigned(64) @Nullable Long diskWriteBytes,
    @Default @Unsigned(32) long restartCount,
    @Default List<String> brokenInputs,
    @Default NodeStatus status,
    @Default @Unsigned(64) long pendingMessages,
    @Omit @Nullable NodeTraffic traffic) {}
