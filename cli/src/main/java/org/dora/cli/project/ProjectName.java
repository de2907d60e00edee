package org.dora.cli.project;

import java.util.List;
import java.util.Set;
import org.dora.cli.CliException;

/**
 * A name that is fit for all that is derived from it: folder, node id, package, class and program
 * (dataflow.md, section 13).
 *
 * @param text as the user wrote it
 */
public record ProjectName(String text) {
  private static final Set<String> RESERVED_BY_CARGO =
      Set.of("build", "deps", "examples", "incremental");

  private static final List<String> IMPORTED_BY_JAVA_NODES =
      List.of("java/lang/", "java/util/", "org/dora/node/");

  /** Packages that the templates import, and their own folder of tests. */
  private static final Set<String> TAKEN_IN_PYTHON = Set.of("dora", "pyarrow", "tests");

  private static final Set<String> PYTHON_KEYWORDS =
      Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  /**
   * Checks a name by the rules of the released program, which hold for all languages, and by those
   * of the language.
   *
   * @throws CliException if it cannot be used
   */
  public static ProjectName of(Kind kind, Language language, String text) {
    String what = kind.text() + " name";
    if (text.isEmpty()) {
      throw CliException.failure(what + " must not be empty");
    }
    checkCharacters(what, text, kind == Kind.NODE && language.allowsSpaces());
    if (!isLetter(text.charAt(0))) {
      throw CliException.failure(what + " must start with an ASCII letter");
    }
    char last = text.charAt(text.length() - 1);
    if (!isLetter(last) && !isDigit(last)) {
      throw CliException.failure(what + " must end with an ASCII letter or digit");
    }
    if (RESERVED_BY_CARGO.contains(text)) {
      throw CliException.failure(what + " `" + text + "` is reserved by cargo and cannot be used");
    }
    ProjectName name = new ProjectName(text);
    if (kind == Kind.NODE && language == Language.PYTHON) {
      name.checkModule(what);
    }
    return name;
  }

  private static void checkCharacters(String what, String text, boolean spaces) {
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int c = text.codePointAt(i);
      if (!isLetter(c) && !isDigit(c) && c != '-' && c != '_' && !(spaces && c == ' ')) {
        throw CliException.failure(
            what
                + " contains invalid character '"
                + Character.toString(c)
                + "' -- only ASCII letters, digits, `-`, `_`"
                + (spaces ? ", and spaces" : "")
                + " are allowed");
      }
    }
  }

  private void checkModule(String what) {
    if (PYTHON_KEYWORDS.contains(module())) {
      throw CliException.failure(
          what + " `" + text + "` is a keyword of Python and cannot name a package");
    }
    if (TAKEN_IN_PYTHON.contains(module())) {
      throw CliException.failure(
          what + " `" + text + "` would hide the package `" + module() + "` that the node needs");
    }
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** The folder, and the id of a node: {@code my-camera} for {@code my camera}. */
  public String folder() {
    return text.replace(' ', '-');
  }

  /** The Python package: {@code my_camera}. */
  String module() {
    return folder().replace('-', '_');
  }

  /**
   * The Java file without its extension: {@code MyCamera}, or with {@code Node} behind it where
   * that would hide a class that its source needs.
   */
  String javaClass() {
    StringBuilder name = new StringBuilder(text.length());
    boolean wordStarts = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !isDigit(c)) {
        wordStarts = true;
      } else {
        name.append(wordStarts ? Character.toUpperCase(c) : c);
        wordStarts = false;
      }
    }
    return isTaken(name.toString()) ? name.append("Node").toString() : name.toString();
  }

  private static boolean isTaken(String simpleName) {
    for (String folder : IMPORTED_BY_JAVA_NODES) {
      if (ClassLoader.getSystemResource(folder + simpleName + ".class") != null) {
        return true;
      }
    }
    return false;
  }
}
