package org.dora.common.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.lang.model.SourceVersion;

/**
 * A source file that the JVM is to compile and start by itself, judged by its outline before a JVM
 * is started for it.
 *
 * @param path where it lies, absolute
 * @param outline its package and whether it declares a class
 */
record JavaSourceFile(Path path, SourceOutline outline) {
  static JavaSourceFile read(Path path) {
    try {
      return new JavaSourceFile(path, SourceOutline.of(Files.readString(path)));
    } catch (IOException e) {
      throw new JavaNodeException(
          "cannot read `%s` as a Java source file in UTF-8".formatted(path), e);
    }
  }

  /**
   * Refuses what source launch (JEP 330, 458, 512) refuses with a message that does not say what to
   * do.
   */
  void checkStartable() {
    if (outline.isEmpty()) {
      throw new JavaNodeException(
          "`%s` declares nothing: expected a `void main()` or a class with one".formatted(path));
    }
    if (outline.declaresMember()) {
      checkCompact();
    } else {
      checkFolder();
    }
  }

  private void checkCompact() {
    if (!outline.packageName().isEmpty()) {
      throw new JavaNodeException(
          "`%s` declares the package `%s` but no class: remove the package, or put its methods into a class"
              .formatted(path, outline.packageName()));
    }
    String name = path.getFileName().toString().replaceFirst("\\.java$", "");
    if (!SourceVersion.isName(name) || name.contains(".")) {
      throw new JavaNodeException(
          "`%s` declares no class, so Java names one after the file, and `%s` is no Java identifier: rename the file, for example to `%s`"
              .formatted(path, name, identifierLike(name) + ".java"));
    }
  }

  private void checkFolder() {
    Path expected = Path.of(outline.packageName().replace('.', '/'));
    if (!outline.packageName().isEmpty() && !path.resolveSibling("").endsWith(expected)) {
      throw new JavaNodeException(
          "`%s` declares the package `%s`, so it must lie in a folder `%s`: move it there, or remove the package"
              .formatted(path, outline.packageName(), expected));
    }
  }

  /** {@code my-node} becomes {@code MyNode}. */
  private static String identifierLike(String name) {
    StringBuilder identifier = new StringBuilder();
    boolean wordStarts = true;
    for (int c : name.codePoints().toArray()) {
      if (Character.isJavaIdentifierPart(c)
          && (!identifier.isEmpty() || Character.isJavaIdentifierStart(c))) {
        identifier.appendCodePoint(wordStarts ? Character.toUpperCase(c) : c);
        wordStarts = false;
      } else {
        wordStarts = true;
      }
    }
    return identifier.isEmpty() ? "Node" : identifier.toString();
  }
}
