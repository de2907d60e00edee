package org.dora.daemon.spawn;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.OperatorSource;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.NodeId;

/**
 * Says why the operators of a node cannot be run (dataflow.md section 5.2): first what the released
 * daemon refuses, else that this one runs no operators yet.
 */
final class OperatorPrograms {
  private OperatorPrograms() {}

  /**
   * Looks for the files of a node's operators, except those that are still to be built or
   * downloaded.
   *
   * @throws PrepareException for the first one that is missing, in the words of the released {@code
   *     run}
   */
  static void requireFiles(ResolvedNode.Kind.Runtime runtime, Path directory) {
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
      case OperatorSource.SharedLibrary(String name) ->
          requireFile("shared", libraryFile(name), directory);
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

  /** Adds what the system puts around the name of a library: {@code lib/filter.so}. */
  private static String libraryFile(String library) {
    int slash = library.lastIndexOf('/');
    String name = library.substring(slash + 1);
    if (name.isEmpty() || name.equals("..")) {
      throw new PrepareException("shared library path has no file name");
    }
    if (name.startsWith("lib")) {
      throw new PrepareException(
          "Shared library file name must not start with `lib`, prefix is added automatically");
    }
    if (name.lastIndexOf('.') > 0) {
      throw new PrepareException(
          "Shared library file name must have no extension, it is added automatically");
    }
    return library.substring(0, slash + 1) + System.mapLibraryName(name);
  }

  private static boolean isUrl(String source) {
    return source.startsWith("http://") || source.startsWith("https://");
  }

  /** Returns why a runtime cannot be started. */
  static PrepareException refusal(NodeId node, ResolvedNode.Kind.Runtime runtime) {
    int python = 0;
    for (OperatorDescriptor operator : runtime.operators()) {
      python += operator.source() instanceof OperatorSource.Python ? 1 : 0;
    }
    String subject = "node `" + node + "`: ";
    if (python > 0 && python < runtime.operators().size()) {
      return new PrepareException(
          subject
              + "Cannot spawn runtime with both Python and non-Python operators. Please use a single"
              + " operator or ensure that all operators are Python-based.");
    }
    if (python > 1) {
      return new PrepareException(
          subject
              + "Runtime currently only supports one Python Operator, because PyO3 sub-interpreter is not"
              + " yet available (https://github.com/PyO3/pyo3/issues/576): give each a node of its"
              + " own");
    }
    return new PrepareException(
        subject
            + "operators are not supported yet: make it a node with `path`, or run the dataflow with"
            + " the released dora");
  }
}
