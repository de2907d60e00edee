package org.dora.common.types;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The types that a dataflow brings along in its folder {@code types}.
 *
 * @param count how many definitions were read
 * @param types by name
 */
public record UserTypes(int count, SortedMap<String, TypeDefinition> types) {
  /** Those of a dataflow without such a folder. */
  public static final UserTypes NONE = new UserTypes(0, Collections.emptySortedMap());

  public UserTypes {
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
  }

  /**
   * Reads the type files beside a dataflow.
   *
   * @param folder of the dataflow; problems name files below it
   * @throws UserTypesException if a file cannot be read, is no type file, or lies in {@code std}
   */
  public static UserTypes load(Path folder) {
    Path types = folder.resolve("types");
    return Files.isDirectory(types) ? new TypeFiles(types).load() : NONE;
  }
}
