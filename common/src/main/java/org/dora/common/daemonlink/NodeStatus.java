package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.dora.common.codec.Name;

/** What state a node is in, as its daemon sees it. */
@Json
public enum NodeStatus {
  @Name("running")
  RUNNING,
  @Name("restarting")
  RESTARTING,
  /** An input has timed out. */
  @Name("degraded")
  DEGRADED,
  @Name("failed")
  FAILED,
  @Name("stopped")
  STOPPED
}
