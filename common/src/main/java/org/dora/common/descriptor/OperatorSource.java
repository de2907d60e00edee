package org.dora.common.descriptor;

import org.jspecify.annotations.Nullable;

/** What an operator runs. */
public sealed interface OperatorSource {
  /** The key that names it in the descriptor. */
  String key();

  /** The file or library, as written. */
  String source();

  /**
   * A Python file.
   *
   * @param condaEnv name of the conda environment to run in, or null
   */
  record Python(String source, @Nullable String condaEnv) implements OperatorSource {
    @Override
    public String key() {
      return "python";
    }
  }

  /** A shared library, named without prefix and extension. */
  record SharedLibrary(String source) implements OperatorSource {
    @Override
    public String key() {
      return "shared-library";
    }
  }

  /** A WebAssembly module. */
  record Wasm(String source) implements OperatorSource {
    @Override
    public String key() {
      return "wasm";
    }
  }
}
