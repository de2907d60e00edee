package org.dora.common.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dora.common.files.UserFolders;

/**
 * Where the folder of each index lies: those in repositories are cloned into the user's cache, in
 * the released program's layout. Only repositories of this machine are asked; nothing here opens a
 * connection.
 */
public final class IndexCache {
  private final HubConfig config;
  private final Path root;
  private final boolean offline;
  private final Set<String> refreshed = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param offline whether only what is cached is used
   */
  public IndexCache(HubConfig config, Map<String, String> environment, boolean offline) {
    this.config = config;
    this.root = UserFolders.cache(environment).resolve("dora").resolve("index");
    this.offline = offline;
  }

  /** What was odd but not wrong, such as an index whose history was rewritten. */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * Opens the index that packages of a namespace are looked up in.
   *
   * @throws HubException if it is not on this machine
   */
  public Catalog catalogFor(String namespace) {
    return catalog(config.indexFor(namespace));
  }

  /** Returns the alias of the index that packages of a namespace are looked up in. */
  public String aliasFor(String namespace) {
    return config.indexFor(namespace).alias();
  }

  /**
   * Opens an index.
   *
   * @throws HubException if it is not on this machine
   */
  public Catalog catalog(HubIndex index) {
    String git = index.git();
    return Catalog.open(git == null ? localFolder(index) : clonedFolder(index, git));
  }

  private Path localFolder(HubIndex index) {
    Path folder = config.folder().resolve(index.folder());
    if (!Files.isDirectory(folder)) {
      throw new HubException(
          "local index `" + index.alias() + "` does not exist at `" + folder + "`");
    }
    return folder;
  }

  private Path clonedFolder(HubIndex index, String git) {
    IndexClone clone = new IndexClone(index, git, root.resolve(index.alias()));
    if (offline) {
      clone.requireUsable();
    } else if (!GitAddress.isLocal(git)) {
      throw unreachable(index, git, clone);
    } else if (refreshed.add(index.alias())) {
      clone.refresh(warnings);
    }
    return confined(index, clone.folder());
  }

  private HubException unreachable(HubIndex index, String git, IndexClone clone) {
    return HubException.withHints(
        "index `"
            + index.alias()
            + "` at "
            + git
            + " cannot be fetched: this version of dora opens no connections for the hub",
        List.of(
            clone.isUsable()
                ? "commands that take `--offline` can work with the copy in " + clone.folder()
                : "clone it yourself and name the folder as `path` of an `[[index]]` in hub.toml"));
  }

  private static Path confined(HubIndex index, Path clone) {
    Path folder = clone.resolve(index.folder());
    if (!Files.isDirectory(folder)) {
      throw new HubException(
          "index `"
              + index.alias()
              + "` has no `"
              + index.folder()
              + "` directory — check the index's `path` setting");
    }
    try {
      if (folder.toRealPath().startsWith(clone.toRealPath())) {
        return folder;
      }
    } catch (IOException e) {
      throw new HubException("failed to resolve catalog `" + folder + "`", e);
    }
    throw new HubException(
        "index `"
            + index.alias()
            + "` catalog `"
            + index.folder()
            + "` escapes the clone (symlink?)");
  }
}
