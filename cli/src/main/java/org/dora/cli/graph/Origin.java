package org.dora.cli.graph;

import java.util.Optional;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.id.DataId;

/** Where an edge begins. */
sealed interface Origin {
  /** An output that exists. */
  record Output(Vertex vertex, DataId output) implements Origin {
    /** The type that the output declares. */
    Optional<TypeName> type() {
      return Optional.ofNullable(vertex.ports().outputTypes().get(output)).map(TypeName::new);
    }
  }

  /** A timer. */
  record Timer(InputMapping.Timer mapping) implements Origin {}

  /** Log lines of other nodes. */
  record Logs(InputMapping.Logs mapping) implements Origin {}

  /** A node or output that does not exist. */
  record Missing(InputMapping.User mapping) implements Origin {}
}
