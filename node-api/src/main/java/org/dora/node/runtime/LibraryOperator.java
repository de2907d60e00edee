package org.dora.node.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dora.common.descriptor.InvalidLibraryNameException;
import org.dora.common.descriptor.SharedLibraryFile;
import org.dora.node.Operator;

/**
 * Loads an operator from a shared library that was written in C, C++ or Rust. It stays loaded until
 * the process ends, because its arrays may outlive it.
 *
 * @param source as the descriptor names it: relative to the working directory, without prefix and
 *     extension; or a file that was downloaded
 */
record LibraryOperator(String source) implements OperatorLoader {
  @Override
  public boolean canReload() {
    return false;
  }

  @Override
  public Operator load() {
    Path file = file();
    if (Files.isRegularFile(file)) {
      return new SharedLibrary(file, lookup(file));
    }
    Path name = file.getFileName();
    if (source.contains("/") || name == null) {
      throw new OperatorException("no shared library at `" + file + "`");
    }
    return new SharedLibrary(name, installed(name));
  }

  /** Looks where the system looks for libraries, as the released runtime does. */
  private static SymbolLookup installed(Path name) {
    try {
      return SymbolLookup.libraryLookup(name.toString(), Arena.global());
    } catch (IllegalArgumentException e) {
      throw new OperatorException(
          "no shared library at `"
              + name.toAbsolutePath()
              + "`, and none of that name where the system looks for libraries",
          e);
    }
  }

  private Path file() {
    Path downloaded = Path.of(source);
    try {
      return downloaded.isAbsolute() && Files.isRegularFile(downloaded)
          ? downloaded
          : Path.of(SharedLibraryFile.of(source)).toAbsolutePath();
    } catch (InvalidLibraryNameException e) {
      throw new OperatorException("`shared-library: " + source + "` names no file", e);
    }
  }

  private static SymbolLookup lookup(Path file) {
    try {
      return SymbolLookup.libraryLookup(file, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new OperatorException(
          "failed to load shared library at `" + file + "`: " + reason(file), e);
    }
  }

  /** Asks the way that tells what the system's loader says. */
  @SuppressWarnings("BanJNI") // nothing of it is called
  private static String reason(Path file) {
    try {
      System.load(file.toString());
      return "it was not found";
    } catch (UnsatisfiedLinkError e) {
      return String.valueOf(e.getMessage());
    }
  }
}
