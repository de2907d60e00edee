package org.dora.common.descriptor;

import org.jspecify.annotations.Nullable;

/** What an operator runs. */
public sealed interface OperatorSource {
  /** The key that names it in the descriptor. */
  String key();

  /** The file or library, as written. */
  String source();

  /** Returns the same kind of operator with another file or library. */
  OperatorSource withSource(String other);

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

    @Override
    public Python withSource(String other) {
      return new Python(other, condaEnv);
    }
  }

  /** A shared library, named without prefix and extension. */
  record SharedLibrary(String source) implements OperatorSource {
    @Override
    public String key() {
      return "shared-library";
    }

    @Override
    public SharedLibrary withSource(String other) {
      return new SharedLibrary(other);
    }
  }

  /** A WebAssembly module. */
  record Wasm(String source) implements OperatorSource {
    @Override
    public String key() {
      return "wasm";
    }

    @Override
    public Wasm withSource(String other) {
      return new Wasm(other);
    }
  }
}
