package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import org.dora.zenoh.ConsolidationMode;
import org.dora.zenoh.Encoding;

/** What is answered to a query (§5). */
public sealed interface ResponseBody {
  MemorySegment payload();

  /** A value. */
  record Reply(ConsolidationMode consolidation, DataBody data) implements ResponseBody {
    @Override
    public MemorySegment payload() {
      return data.payload();
    }
  }

  /** The queryable could not answer. */
  record Err(Encoding encoding, MemorySegment payload) implements ResponseBody {}
}
