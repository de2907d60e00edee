package org.dora.common.session;

import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodeSource;

/**
 * Tells whether a lock file belongs to a descriptor: a hash of all repositories that it names
 * (dataflow.md section 8.4).
 */
public final class GitFingerprint {
  private static final String SCHEMA = "dora-lockfile-v2\n";

  private GitFingerprint() {}

  /** Returns the fingerprint of a flat descriptor. */
  public static String of(Descriptor descriptor) {
    SortedMap<String, String> lines = new TreeMap<>();
    for (NodeDescriptor node : descriptor.nodes()) {
      NodeSource source = node.source();
      if (source.git() != null) {
        String id = node.id().value();
        lines.put(id, id + "\n" + source.git() + "\n" + GitReference.of(source).canonical() + "\n");
      }
    }
    return Fnv1a.hex(SCHEMA + String.join("", lines.values()));
  }
}
