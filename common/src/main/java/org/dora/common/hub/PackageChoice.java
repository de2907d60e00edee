package org.dora.common.hub;

import java.util.Map;
import java.util.function.Consumer;
import org.dora.common.descriptor.HubReference;
import org.dora.common.id.NodeId;
import org.dora.common.session.BinaryPin;
import org.dora.common.session.GitSource;
import org.dora.common.session.LockFile;

/** Chooses the version that a node gets: the one of the lock file, or the highest that will do. */
final class PackageChoice {
  private final IndexCache indexes;
  private final HubOptions options;
  private final Map<String, String> environment;
  private final Consumer<String> notes;

  /**
   * @param notes hears why the lock file was not followed
   */
  PackageChoice(
      IndexCache indexes,
      HubOptions options,
      Map<String, String> environment,
      Consumer<String> notes) {
    this.indexes = indexes;
    this.options = options;
    this.environment = environment;
    this.notes = notes;
  }

  /**
   * Chooses for a node.
   *
   * @param written the reference as it was written
   * @throws HubException if there is no version that will do
   */
  ChosenPackage of(NodeId node, HubReference reference, String written) {
    LockFile lock = options.lock();
    BinaryPin binary = lock == null ? null : lock.binarySources().get(node);
    GitSource source = lock == null ? null : lock.gitSources().get(node);
    if (options.locked() && binary == null && source == null) {
      throw new HubException(
          "`hub:` reference is not in the lockfile — regenerate with `dora build"
              + " --write-lockfile`");
    }
    Catalog catalog = catalog(reference);
    LockedPackage locked = new LockedPackage(node, reference, catalog);
    try {
      if (binary != null) {
        return locked.binary(binary);
      }
      if (source != null) {
        return locked.source(source, environment);
      }
    } catch (HubException e) {
      if (options.locked()) {
        throw e;
      }
      String pin = binary == null ? "pin" : "binary pin";
      note(node, "lockfile " + pin + " unusable (" + e.inOneLine() + ") — resolving live instead");
      return newest(catalog, reference, written);
    }
    if (lock != null) {
      note(
          node,
          "not in the lockfile — resolving live; regenerate with `dora build --write-lockfile` to"
              + " pin it");
    }
    return newest(catalog, reference, written);
  }

  private ChosenPackage newest(Catalog catalog, HubReference reference, String written) {
    ChosenPackage newest = ChosenPackage.newest(catalog, reference, written, environment);
    catalog.skipped().forEach(notes);
    return newest;
  }

  private void note(NodeId node, String text) {
    notes.accept("node `" + node + "`: " + text);
  }

  private Catalog catalog(HubReference reference) {
    try {
      return indexes.catalogFor(reference.namespace());
    } catch (HubException e) {
      throw new HubException("failed to fetch the hub index", e);
    }
  }
}
