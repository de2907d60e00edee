package org.dora.common.descriptor;

/** Knows which file the {@code shared-library} of an operator means (dataflow.md section 5.2). */
public final class SharedLibraryFile {
  private SharedLibraryFile() {}

  /**
   * Adds what the system puts around the name of a library: {@code lib/filter} becomes {@code
   * lib/libfilter.so}.
   *
   * @throws InvalidLibraryNameException if prefix or extension are there already, or no name is
   */
  public static String of(String library) {
    int slash = library.lastIndexOf('/');
    String name = library.substring(slash + 1);
    if (name.isEmpty() || name.equals("..")) {
      throw new InvalidLibraryNameException("shared library path has no file name");
    }
    if (name.startsWith("lib")) {
      throw new InvalidLibraryNameException(
          "Shared library file name must not start with `lib`, prefix is added automatically");
    }
    if (name.lastIndexOf('.') > 0) {
      throw new InvalidLibraryNameException(
          "Shared library file name must have no extension, it is added automatically");
    }
    return library.substring(0, slash + 1) + System.mapLibraryName(name);
  }
}
