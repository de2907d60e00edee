package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.dora.common.codec.Name;
import org.dora.common.codec.Transparent;
import org.dora.common.message.Bytes;

/** A node's log file, or why there is none. */
@Json
public sealed interface StoredLog permits StoredLog.Content, StoredLog.Unavailable {
  /** Lines of JSON. */
  @Name("Ok")
  @Transparent
  record Content(Bytes lines) implements StoredLog {}

  /** There is none. */
  @Name("Err")
  @Transparent
  record Unavailable(String reason) implements StoredLog {}
}
