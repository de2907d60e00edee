package org.dora.cli.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The languages that {@code dora new} knows templates for, values of {@code --lang}. */
public enum Language {
  /** Single source files that dora starts as they are. */
  JAVA("Java", "java"),
  /** Packages with requirements that {@code pip} installs. */
  PYTHON("Python", "python"),
  /** Crates in a workspace of cargo. */
  RUST("Rust", "rust"),
  /** CMake projects that link to dora's C API. */
  C("C", "c"),
  /** CMake projects that link to dora's C++ API; the released program calls it {@code cxx}. */
  CXX("C++", "c++", "cxx", "cpp");

  private final String title;
  private final List<String> names;

  Language(String title, String... names) {
    this.title = title;
    this.names = List.of(names);
  }

  /** Returns the language of a name as {@code --lang} takes it. */
  public static Optional<Language> of(String name) {
    for (Language language : values()) {
      if (language.names.contains(name)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /** Returns all that {@code --lang} takes. */
  public static List<String> allNames() {
    List<String> all = new ArrayList<>();
    for (Language language : values()) {
      all.addAll(language.names);
    }
    return all;
  }

  /** The name that its users give it. */
  public String title() {
    return title;
  }

  /** Whether a node may have a name of several words: its folder then has dashes instead. */
  boolean allowsSpaces() {
    return switch (this) {
      case JAVA, PYTHON -> true;
      case RUST, C, CXX -> false;
    };
  }
}
