package org.dora.daemon.spawn;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.dora.common.descriptor.InvalidLibraryNameException;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.OperatorSource;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.descriptor.SharedLibraryFile;
import org.dora.common.jvm.JavaOperator;

/** Looks for the files of operators before anything is started (dataflow.md section 5.2). */
final class OperatorFiles {
  private OperatorFiles() {}

  /**
   * Looks for the files of a node's operators, except those that are still to be built or
   * downloaded.
   *
   * @throws PrepareException for the first one that is missing, in the words of the released {@code
   *     run}
   */
  static void require(ResolvedNode.Kind.Runtime runtime, Path directory) {
    for (OperatorDescriptor operator : runtime.operators()) {
      String source = operator.source().source();
      if (operator.build() == null && !isUrl(source)) {
        requireFile(operator.source(), directory);
      }
    }
  }

  private static void requireFile(OperatorSource source, Path directory) {
    switch (source) {
      case OperatorSource.Python(String file, _) -> requireFile("Python", file, directory);
      case OperatorSource.Wasm(String file) -> requireFile("WASM", file, directory);
      case OperatorSource.SharedLibrary(String name) -> {
        if (JavaOperator.isNamedBy(name)) {
          requireFile("Java", JavaOperator.of(name).file(), directory);
        } else {
          requireFile("shared", libraryFile(name), directory);
        }
      }
    }
  }

  private static void requireFile(String kind, String file, Path directory) {
    try {
      if (Files.exists(directory.resolve(file))) {
        return;
      }
    } catch (InvalidPathException _) {
      // A name that this system cannot have is that of no file.
    }
    throw new PrepareException("no " + kind + " library at `" + file + "`");
  }

  private static String libraryFile(String library) {
    try {
      return SharedLibraryFile.of(library);
    } catch (InvalidLibraryNameException e) {
      throw new PrepareException(String.valueOf(e.getMessage()));
    }
  }

  static boolean isUrl(String source) {
    return source.startsWith("http://") || source.startsWith("https://");
  }
}
