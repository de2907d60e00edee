package org.dora.common.jvm;

import org.jspecify.annotations.Nullable;

/**
 * An operator written in Java, as a descriptor names it without a key of its own: a {@code
 * shared-library} whose file ends in {@code .jar} or {@code .java}, with the class behind a {@code
 * #} where the file does not say which one it is.
 *
 * <p>The released program takes any text there until it starts the operator, so that it still
 * validates and draws such a dataflow.
 *
 * @param file as written
 * @param className fully qualified, or null
 */
public record JavaOperator(String file, @Nullable String className) {
  /** Whether a {@code shared-library} is Java. */
  public static boolean isNamedBy(String library) {
    String file = of(library).file;
    return file.endsWith(".jar") || file.endsWith(".java");
  }

  /** Splits a {@code shared-library} into file and class. */
  public static JavaOperator of(String library) {
    int hash = library.lastIndexOf('#');
    return hash < 0
        ? new JavaOperator(library, null)
        : new JavaOperator(library.substring(0, hash), library.substring(hash + 1));
  }

  /** Returns the text that {@link #of} splits. */
  public String text() {
    return className == null ? file : file + "#" + className;
  }
}
