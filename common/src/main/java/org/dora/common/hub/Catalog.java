package org.dora.common.hub;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dora.common.descriptor.HubReference;
import org.dora.common.yaml.SimilarName;
import org.jspecify.annotations.Nullable;

/**
 * An index in a folder of this machine: {@code <namespace>/<name>/<version>.yml}. Reads nothing
 * outside of it, whatever links it holds.
 */
public final class Catalog {
  private static final String ENTRY_SUFFIX = ".yml";
  private static final int LONGEST_KEY_PART = 64;
  private static final int MOST_EDITS = 2;

  private final Path root;
  private final Path realRoot;
  private final List<String> skipped = new ArrayList<>();

  private Catalog(Path root, Path realRoot) {
    this.root = root;
    this.realRoot = realRoot;
  }

  /** A package. */
  public record Key(String namespace, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byNamespace = namespace.compareTo(other.namespace);
      return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  /** A version and what the index says of it. */
  public record Release(PublishedVersion version, IndexEntry entry) {}

  /**
   * Opens an index.
   *
   * @throws HubException if the folder is none
   */
  static Catalog open(Path root) {
    try {
      if (Files.isDirectory(root)) {
        return new Catalog(root, root.toRealPath());
      }
      throw new HubException("index catalog `" + root + "` is not a directory");
    } catch (IOException e) {
      throw new HubException("failed to resolve index catalog `" + root + "`", e);
    }
  }

  /**
   * Returns all versions of a package, the lowest first, also those that were withdrawn; none of a
   * package that does not exist.
   */
  public List<PublishedVersion> versions(Key key) {
    Path folder = folder(key);
    List<PublishedVersion> versions = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return versions;
    }
    for (Path file : children(folder)) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(ENTRY_SUFFIX)) {
        PublishedVersion.parse(name.substring(0, name.length() - ENTRY_SUFFIX.length()))
            .ifPresent(versions::add);
      }
    }
    Collections.sort(versions);
    return versions;
  }

  /**
   * Returns what the index says of a version.
   *
   * @throws HubException if it has no such version, or the entry cannot be read
   */
  public IndexEntry entry(Key key, PublishedVersion version) {
    return IndexEntryReader.read(confined(folder(key).resolve(version + ENTRY_SUFFIX)));
  }

  /**
   * Returns the highest version that a reference asks for and nobody has withdrawn.
   *
   * @throws HubException if there is none
   */
  public Release resolve(HubReference reference) {
    Key key = keyOf(reference);
    List<PublishedVersion> versions = versions(key);
    if (versions.isEmpty()) {
      throw new HubException(
          "package `" + reference.key() + "` not found in the index" + suggestion(key));
    }
    boolean anyYanked = false;
    HubException unreadable = null;
    for (PublishedVersion version : versions.reversed()) {
      if (!reference.range().matches(version.number())) {
        continue;
      }
      try {
        IndexEntry entry = entry(key, version);
        if (!entry.yanked()) {
          return new Release(version, entry);
        }
        anyYanked = true;
      } catch (HubException e) {
        unreadable = unreadable == null ? e : unreadable;
        skipped.add(
            "skipping unreadable index entry for `" + key + "` " + version + ": " + e.inOneLine());
      }
    }
    if (unreadable != null) {
      throw new HubException(
          "could not read an index entry for `"
              + reference.key()
              + "` matching `"
              + reference.range()
              + "`",
          unreadable);
    }
    if (anyYanked) {
      throw new HubException(
          "every version of `"
              + reference.key()
              + "` matching `"
              + reference.range()
              + "` has been yanked");
    }
    throw new HubException(
        "no version of `"
            + reference.key()
            + "` satisfies `"
            + reference.range()
            + "` (available: "
            + available(key, versions)
            + ")");
  }

  /** What {@link #resolve} has passed over because it could not be read. */
  public List<String> skipped() {
    return List.copyOf(skipped);
  }

  /** Returns the highest version of a package that nobody has withdrawn and that can be read. */
  public Optional<Release> newest(Key key) {
    for (PublishedVersion version : versions(key).reversed()) {
      IndexEntry entry = readable(key, version);
      if (entry != null && !entry.yanked()) {
        return Optional.of(new Release(version, entry));
      }
    }
    return Optional.empty();
  }

  private String available(Key key, List<PublishedVersion> versions) {
    List<String> available = new ArrayList<>();
    for (PublishedVersion version : versions) {
      IndexEntry entry = readable(key, version);
      if (entry != null && !entry.yanked()) {
        available.add(version.text());
      }
    }
    return available.isEmpty() ? "none" : String.join(", ", available);
  }

  private @Nullable IndexEntry readable(Key key, PublishedVersion version) {
    try {
      return entry(key, version);
    } catch (HubException e) {
      return null;
    }
  }

  /** Returns the packages in the order of their names. */
  public List<Key> packages() {
    List<Key> packages = new ArrayList<>();
    for (Path namespace : folders(root)) {
      for (Path name : folders(namespace)) {
        packages.add(
            new Key(String.valueOf(namespace.getFileName()), String.valueOf(name.getFileName())));
      }
    }
    Collections.sort(packages);
    return packages;
  }

  private List<Path> folders(Path parent) {
    List<Path> folders = new ArrayList<>();
    for (Path child : children(parent)) {
      if (isKeyPart(String.valueOf(child.getFileName()))
          && Files.isDirectory(child)
          && isWithin(child)) {
        folders.add(child);
      }
    }
    return folders;
  }

  private static List<Path> children(Path folder) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(children::add);
      return children;
    } catch (IOException e) {
      throw new HubException("failed to list versions in `" + folder + "`", e);
    }
  }

  private String suggestion(Key wanted) {
    String best = "";
    int bestEdits = MOST_EDITS + 1;
    for (Key key : packages()) {
      int edits = SimilarName.edits(wanted.name(), key.name());
      if (key.namespace().equals(wanted.namespace()) && edits < bestEdits) {
        best = " — did you mean `" + key + "`?";
        bestEdits = edits;
      }
    }
    return best;
  }

  private Path folder(Key key) {
    if (!isKeyPart(key.namespace()) || !isKeyPart(key.name())) {
      String shown = Untrusted.withoutControls(key.toString());
      throw new HubException(
          "invalid package key `" + shown.substring(0, Math.min(shown.length(), 128)) + "`");
    }
    return confined(root.resolve(key.namespace()).resolve(key.name()));
  }

  private Path confined(Path path) {
    if (Files.exists(path) && !isWithin(path)) {
      throw new HubException("index path `" + path + "` escapes the catalog root (symlink?)");
    }
    return path;
  }

  private boolean isWithin(Path path) {
    try {
      return path.toRealPath().startsWith(realRoot);
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns what an index calls the package of a reference. */
  public static Key keyOf(HubReference reference) {
    return new Key(reference.namespace(), reference.name());
  }

  /** Whether a name can be that of a folder here: no path, nothing hidden. */
  static boolean isKeyPart(String part) {
    return !part.isEmpty()
        && part.length() <= LONGEST_KEY_PART
        && !part.startsWith(".")
        && part.chars().allMatch(c -> HubIndex.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0);
  }
}
