package org.dora.node;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.arrow.IpcView;
import org.dora.common.id.DataId;
import org.dora.common.types.TypeDefinition;
import org.dora.common.types.TypeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Arrow type that the descriptor declares for an input or output, as far as a node can check
 * it: the types without parts that come with dora (dataflow.md, section 10).
 *
 * @param arrow its name, for instance {@code Float64}
 */
record DeclaredType(String arrow) {
  private static final Logger log = LoggerFactory.getLogger(DeclaredType.class);

  private static final String NULL = "Null";

  /**
   * Returns the types that can be checked; says of the others why they are not.
   *
   * @param urns what the descriptor declares
   * @param kind {@code input} or {@code output}
   */
  static SortedMap<DataId, DeclaredType> of(Map<DataId, String> urns, String kind) {
    SortedMap<DataId, DeclaredType> types = new TreeMap<>();
    if (urns.isEmpty()) {
      return types;
    }
    TypeLibrary library = TypeLibrary.standard();
    urns.forEach((id, urn) -> {
      Optional<TypeDefinition> definition = library.resolve(urn);
      if (definition.isEmpty()) {
        log.warn("unknown {} type URN \"{}\" on `{}`: its messages are not checked", kind, urn, id);
      } else if (definition.get().arrow().equals(TypeDefinition.STRUCT)) {
        log.debug("{} `{}` is not checked: \"{}\" is a complex type", kind, id, urn);
      } else {
        types.put(id, new DeclaredType(definition.get().arrow()));
      }
    });
    return types;
  }

  /** Returns the type of data that is not of this type, or empty if it is, or is of type Null. */
  Optional<String> mismatch(IpcView data) {
    String actual = data.arrowTypeName();
    return actual.equals(arrow) || actual.equals(NULL) ? Optional.empty() : Optional.of(actual);
  }
}
