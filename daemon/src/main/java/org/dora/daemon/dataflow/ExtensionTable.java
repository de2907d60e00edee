package org.dora.daemon.dataflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dora.common.id.NodeId;
import org.dora.common.message.Bytes;
import org.jspecify.annotations.Nullable;

/** Values that nodes of a dataflow share by name (node-protocol.md, section 14). */
final class ExtensionTable {
  private static final int MAX_ENTRIES = 8192;

  /** Name of a value. */
  record Name(String namespace, String key) {}

  private static final class Entry {
    private final NodeId owner;
    private final Set<NodeId> users = new LinkedHashSet<>();
    private Bytes value;

    private Entry(NodeId owner, Bytes value) {
      this.owner = owner;
      this.value = value;
      users.add(owner);
    }
  }

  /** A value that is gone and who has to be told. */
  record Dropped(Name name, Set<NodeId> users) {}

  private final Map<Name, Entry> entries = new HashMap<>();

  /**
   * Stores a value.
   *
   * @return why that is refused, or null
   */
  @Nullable String store(NodeId node, Name name, Bytes value) {
    Entry entry = entries.get(name);
    if (entry == null) {
      if (entries.size() >= MAX_ENTRIES) {
        return "extension table is full: it holds " + MAX_ENTRIES + " entries";
      }
      entries.put(name, new Entry(node, value));
      return null;
    }
    if (!entry.owner.equals(node)) {
      return "extension key \""
          + name.key()
          + "\" in namespace \""
          + name.namespace()
          + "\" is owned by node `"
          + entry.owner
          + "`";
    }
    entry.value = value;
    return null;
  }

  /** Returns a value, or null if there is none, and remembers who read it. */
  @Nullable Bytes load(NodeId node, Name name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return null;
    }
    entry.users.add(node);
    return entry.value;
  }

  /** Removes a value; there need not be one. */
  List<Dropped> drop(Name name) {
    Entry entry = entries.remove(name);
    return entry == null ? List.of() : List.of(new Dropped(name, entry.users));
  }

  /** Removes all values of a node that has gone. */
  List<Dropped> dropAllOf(NodeId node) {
    List<Name> owned = new ArrayList<>();
    entries.forEach((name, entry) -> {
      if (entry.owner.equals(node)) {
        owned.add(name);
      }
    });
    List<Dropped> dropped = new ArrayList<>();
    owned.forEach(name -> dropped.addAll(drop(name)));
    return dropped;
  }
}
