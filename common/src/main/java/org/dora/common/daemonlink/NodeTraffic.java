package org.dora.common.daemonlink;

import java.util.List;
import org.dora.common.codec.Json;
import org.dora.common.codec.Unsigned;
import org.dora.common.id.DataId;

/**
 * What a node has sent and missed since it began; told between our own sides only.
 *
 * @param outputs those that have sent something
 * @param drops what the daemon has dropped, by input
 */
@Json
public record NodeTraffic(List<OutputTraffic> outputs, List<InputDrops> drops) {
  /**
   * What was sent on an output.
   *
   * @param throughDaemon messages that came to the daemon
   * @param bytesThroughDaemon their payloads' bytes
   * @param direct messages that went past the daemon
   */
  @Json
  public record OutputTraffic(
      DataId output,
      @Unsigned(64) long throughDaemon,
      @Unsigned(64) long bytesThroughDaemon,
      @Unsigned(64) long direct) {}

  /** How many messages were dropped on an input. */
  @Json
  public record InputDrops(DataId input, @Unsigned(64) long messages) {}
}
