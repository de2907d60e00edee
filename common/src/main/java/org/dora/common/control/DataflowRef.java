package org.dora.common.control;

import java.util.UUID;
import org.dora.common.codec.Json;
import org.jspecify.annotations.Nullable;

/** A dataflow's id and, if it has one, its name. */
@Json
public record DataflowRef(UUID uuid, @Nullable String name) {
  /** Returns the name, or something else if there is none. */
  public String nameOr(String other) {
    return name == null ? other : name;
  }

  /** {@code [name] uuid}. */
  @Override
  public String toString() {
    return "[" + nameOr("<unnamed>") + "] " + uuid;
  }
}
