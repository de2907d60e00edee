package org.dora.cli.hub;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.cli.CliException;
import org.dora.common.id.NodeId;
import org.dora.common.session.HubProvenance;
import org.dora.common.session.LockFile;

/** The packages that the lock file of a dataflow holds on to. */
record HubListing(Path file, LockFile lock) {
  /**
   * Reads the lock file of a dataflow.
   *
   * @throws CliException if there is none
   */
  static HubListing of(Path dataflow) {
    Path file = LockFile.pathFor(dataflow);
    if (!Files.exists(file)) {
      throw CliException.failure(
          "no lockfile at `"
              + file
              + "` — run `dora build --write-lockfile "
              + dataflow
              + "` first");
    }
    return new HubListing(file, LockFile.read(file));
  }

  /** Returns the packages by node. */
  SortedMap<NodeId, HubProvenance> packages() {
    SortedMap<NodeId, HubProvenance> packages = new TreeMap<>();
    lock.gitSources()
        .forEach((node, source) -> {
          if (source.hub() != null) {
            packages.put(node, source.hub());
          }
        });
    lock.binarySources().forEach((node, pin) -> packages.put(node, pin.hub()));
    return packages;
  }

  /** Returns what is said if there is no package. */
  String none() {
    return "No hub packages pinned in " + file + ".";
  }
}
