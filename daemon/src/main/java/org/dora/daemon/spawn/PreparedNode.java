package org.dora.daemon.spawn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.config.NodeConfig;
import org.dora.daemon.process.ProcessSpec;

/**
 * A node that can be started, and started again.
 *
 * @param config what it is told
 * @param process how to start it
 * @param java whether it is a Java node
 * @param notices what to log now, in this order
 */
public record PreparedNode(
    NodeConfig config, ProcessSpec process, boolean java, List<SpawnNotice> notices) {
  public PreparedNode {
    notices = List.copyOf(notices);
  }

  /** Returns the line of the node, target {@code spawner}, to log when it is started. */
  public String startText() {
    return "spawning `" + process.program() + "` in `" + process.directory() + "`";
  }

  /**
   * Returns the node for another start, with nothing changed but its configuration and nothing to
   * log; does not block.
   *
   * @param restartCount how often it was started before
   */
  public PreparedNode withRestartCount(long restartCount) {
    NodeConfig next = config.withRestartCount(restartCount);
    Map<String, String> environment = new LinkedHashMap<>(process.environment());
    environment.put(NodeConfigVariable.NAME, NodeConfigVariable.of(next).value());
    return new PreparedNode(next, process.withEnvironment(environment), java, List.of());
  }
}
