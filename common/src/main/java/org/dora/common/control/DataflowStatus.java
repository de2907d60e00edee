package org.dora.common.control;

import org.dora.common.codec.Json;

/** What state a dataflow is in, as lists show it. */
@Json
public enum DataflowStatus {
  RUNNING,
  FINISHED,
  FAILED
}
