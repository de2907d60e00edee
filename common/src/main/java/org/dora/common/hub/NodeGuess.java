package org.dora.common.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.dora.common.yaml.TextFile;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * What the files of other tools say of a node.
 *
 * @param name in the form that packages have
 * @param runtime {@code python} or {@code rust}
 * @param entrypoint what is run
 * @param description one line, or empty
 * @param source the file that says so, or empty for a mere guess
 */
record NodeGuess(
    String name, String runtime, String entrypoint, String description, String source) {
  static final String FALLBACK_NAME = "my-node";

  private static final String PYTHON = "python";
  private static final String RUST = "rust";
  private static final String RUST_FOLDER = "target/release/";
  private static final int MAX_BYTES = 1024 * 1024;

  static NodeGuess of(Path folder) {
    return python(folder)
        .or(() -> rust(folder))
        .orElseGet(() -> {
          String name = normalised(nameOf(folder));
          String usable = name.isEmpty() ? FALLBACK_NAME : name;
          return new NodeGuess(usable, PYTHON, usable, "", "");
        });
  }

  NodeGuess withName(String other) {
    return new NodeGuess(other, runtime, entrypoint, description, source);
  }

  /** Returns this with the entrypoint that a node of its name has by default. */
  NodeGuess withEntrypointOfName() {
    String program = runtime.equals(RUST) ? RUST_FOLDER + name : name;
    return new NodeGuess(name, runtime, program, description, source);
  }

  private static String nameOf(Path folder) {
    try {
      return String.valueOf(folder.toRealPath().getFileName());
    } catch (IOException e) {
      return "";
    }
  }

  private static Optional<NodeGuess> python(Path folder) {
    String file = "pyproject.toml";
    TomlTable document = read(folder.resolve(file));
    TomlTable project = document == null ? null : project(document);
    String name = project == null ? "" : normalised(text(project, "name"));
    if (project == null || name.isEmpty()) {
      return Optional.empty();
    }
    String entrypoint = script(project, name);
    return Optional.of(new NodeGuess(name, PYTHON, entrypoint, text(project, "description"), file));
  }

  private static @Nullable TomlTable project(TomlTable document) {
    if (document.get(List.of("project")) instanceof TomlTable project) {
      return project;
    }
    return document.get(List.of("tool", "poetry")) instanceof TomlTable poetry ? poetry : null;
  }

  /** The script that is named like the package, else the first one. */
  private static String script(TomlTable project, String name) {
    if (!(project.get(List.of("scripts")) instanceof TomlTable scripts) || scripts.isEmpty()) {
      return name;
    }
    TreeSet<String> names = new TreeSet<>(scripts.keySet());
    for (String script : names) {
      if (normalised(script).equals(name)) {
        return script;
      }
    }
    return names.first();
  }

  private static Optional<NodeGuess> rust(Path folder) {
    String file = "Cargo.toml";
    TomlTable document = read(folder.resolve(file));
    if (document == null || !(document.get(List.of("package")) instanceof TomlTable crate)) {
      return Optional.empty();
    }
    String written = text(crate, "name");
    String name = normalised(written);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String program = text(crate, "default-run");
    if (program.isEmpty()) {
      program = firstProgram(document).orElse(written);
    }
    return Optional.of(
        new NodeGuess(name, RUST, RUST_FOLDER + program, text(crate, "description"), file));
  }

  private static Optional<String> firstProgram(TomlTable document) {
    return document.get(List.of("bin")) instanceof TomlArray programs
            && !programs.isEmpty()
            && programs.get(0) instanceof TomlTable first
            && !text(first, "name").isEmpty()
        ? Optional.of(text(first, "name"))
        : Optional.empty();
  }

  private static @Nullable TomlTable read(Path file) {
    try {
      TomlParseResult document = Toml.parse(TextFile.read(file, MAX_BYTES));
      return document.hasErrors() ? null : document;
    } catch (TextFile.UnreadableException e) {
      return null;
    }
  }

  private static String text(TomlTable table, String key) {
    return table.get(List.of(key)) instanceof String text ? text : "";
  }

  /** Small letters and digits with single hyphens between them, so that spellings do not differ. */
  private static String normalised(String name) {
    StringBuilder out = new StringBuilder();
    boolean gap = false;
    for (char c : name.strip().toLowerCase(Locale.ROOT).toCharArray()) {
      if (HubIndex.isLetterOrDigit(c)) {
        out.append(gap && !out.isEmpty() ? "-" : "").append(c);
        gap = false;
      } else {
        gap |= "-_.".indexOf(c) >= 0;
      }
    }
    return out.toString();
  }
}
