package org.dora.common.hub;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dora.common.descriptor.HubReference;
import org.dora.common.files.UserFolders;

/**
 * The indexes that packages are looked up in. Each namespace belongs to one of them only, so that
 * nobody can slip a package of the same name in between.
 */
public final class HubConfig {
  /** Names the file, instead of {@code dora/hub.toml} among the user's configuration. */
  static final String FILE_VARIABLE = "DORA_HUB_CONFIG";

  private final List<HubIndex> indexes;
  private final Path folder;
  private final Map<String, HubIndex> bindings = new HashMap<>();

  /**
   * @param indexes those of the file; the official one is added unless it is among them
   * @param folder that relative paths start from
   * @throws HubException if one is invalid, or two claim the same name
   */
  HubConfig(List<HubIndex> indexes, Path folder) {
    List<HubIndex> all = new ArrayList<>(indexes);
    if (all.stream().noneMatch(index -> index.alias().equals(HubIndex.OFFICIAL))) {
      all.add(HubIndex.official());
    }
    this.indexes = List.copyOf(all);
    this.folder = folder;
    Map<String, Integer> aliases = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      HubIndex index = all.get(i);
      index.check();
      // Aliases name folders, and some file systems do not tell capitals from small letters.
      Integer previous = aliases.put(index.alias().toLowerCase(Locale.ROOT), i);
      if (previous != null) {
        throw new HubException(
            "duplicate index alias `"
                + index.alias()
                + "` (entries "
                + previous
                + " and "
                + i
                + ")");
      }
      index.namespaces().forEach(namespace -> bind(namespace, index));
    }
  }

  private void bind(String namespace, HubIndex index) {
    if (namespace.equals(HubReference.DEFAULT_NAMESPACE)
        && !index.alias().equals(HubIndex.OFFICIAL)) {
      throw new HubException(
          "index `"
              + index.alias()
              + "` cannot bind the official namespace `"
              + namespace
              + "` — it always resolves against the official index");
    }
    HubIndex previous = bindings.put(namespace, index);
    if (previous != null) {
      throw new HubException(
          "namespace `"
              + namespace
              + "` is bound by two indexes (`"
              + previous.alias()
              + "` and `"
              + index.alias()
              + "`) — a namespace resolves against exactly one index");
    }
  }

  /**
   * Reads the user's configuration; without any there is the official index alone.
   *
   * @throws HubException if there is one that makes no sense
   */
  public static HubConfig load(Map<String, String> environment) {
    String named = environment.get(FILE_VARIABLE);
    Path file =
        named == null
            ? UserFolders.configuration(environment).resolve("dora").resolve("hub.toml")
            : Path.of(named);
    Path folder = file.toAbsolutePath().getParent();
    try {
      return new HubConfig(
          Files.isRegularFile(file) ? HubConfigReader.read(file) : List.of(),
          folder == null ? Path.of("/") : folder);
    } catch (HubException e) {
      throw new HubException(
          "failed to load hub configuration",
          new HubException("invalid hub config `" + file + "`", e));
    }
  }

  /** All indexes, the official one included. */
  public List<HubIndex> indexes() {
    return indexes;
  }

  /** The folder that relative paths of local indexes start from. */
  Path folder() {
    return folder;
  }

  /** Returns the index that packages of a namespace are looked up in. */
  public HubIndex indexFor(String namespace) {
    HubIndex bound = bindings.get(namespace);
    if (bound != null) {
      return bound;
    }
    return indexes.stream()
        .filter(index -> index.alias().equals(HubIndex.OFFICIAL))
        .findFirst()
        .orElseThrow();
  }
}
