package org.dora.common.control;

import java.util.List;
import org.dora.common.codec.Default;
import org.dora.common.codec.Json;
import org.dora.common.codec.Name;
import org.dora.common.codec.Unsigned;
import org.dora.common.daemonlink.NodeStatus;
import org.jspecify.annotations.Nullable;

/**
 * What one node uses, for people: megabytes are millions of bytes.
 *
 * @param cpuUsage in percent of one core
 * @param brokenInputs inputs that have timed out
 * @param pendingMessages messages that wait in its queues
 */
@Json
public record NodeMetricsInfo(
    @Unsigned(32) long pid,
    float cpuUsage,
    double memoryMb,
    @Name("disk_read_mb_s") @Nullable Double diskReadMbPerSecond,
    @Name("disk_write_mb_s") @Nullable Double diskWriteMbPerSecond,
    @Default @Unsigned(32) long restartCount,
    @Default List<String> brokenInputs,
    @Default NodeStatus status,
    @Default @Unsigned(64) long pendingMessages) {}
