package org.dora.cli.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dora.cli.CliException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a project consists of, and that it appears as a whole. */
class ProjectTest {
  @TempDir private Path folder;

  static List<Arguments> everyKindAndLanguage() {
    List<Arguments> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Language language : Language.values()) {
        all.add(Arguments.of(kind, language));
      }
    }
    return all;
  }

  private static Project project(Kind kind, Language language) {
    return Project.of(kind, language, ProjectName.of(kind, language, "my-thing"));
  }

  /** Every language has these, whatever its files are called. */
  @ParameterizedTest
  @MethodSource("everyKindAndLanguage")
  void aProjectCanBeRunReadAndCommitted(Kind kind, Language language) {
    Set<String> paths = paths(project(kind, language));
    assertTrue(
        paths.containsAll(Set.of("dataflow.yml", "README.md", ".gitignore")), () -> "" + paths);
  }

  @ParameterizedTest
  @MethodSource("everyKindAndLanguage")
  void noFileIsMadeTwiceAndNoPlaceIsLeftOpen(Kind kind, Language language) {
    Project project = project(kind, language);
    assertEquals(project.files().size(), paths(project).size());
    for (ProjectFile file : project.files()) {
      assertFalse(file.content().contains("{{"), file::path);
      assertTrue(file.content().endsWith("\n"), file::path);
    }
  }

  /** The listener hears both talkers, who speak at the released templates' intervals. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void aDataflowIsWiredLikeTheReleasedOne(Language language) {
    List<String> wiring =
        content(project(Kind.DATAFLOW, language), "dataflow.yml")
            .lines()
            .map(String::strip)
            .filter(line -> line.matches("(- id|tick|speech-.):.*|- speech"))
            .toList();
    assertEquals(
        List.of(
            "- id: talker_1",
            "tick: dora/timer/millis/100",
            "- speech",
            "- id: talker_2",
            "tick: dora/timer/secs/2",
            "- speech",
            "- id: listener_1",
            "speech-1: talker_1/speech",
            "speech-2: talker_2/speech"),
        wiring);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          DATAFLOW, PYTHON, talker-1/pyproject.toml talker-1/talker_1/__init__.py \
          talker-1/talker_1/__main__.py talker-1/talker_1/main.py talker-1/tests/test_talker_1.py \
          talker-1/README.md listener-1/listener_1/main.py pyproject.toml
          NODE, PYTHON, pyproject.toml my_thing/__init__.py my_thing/__main__.py my_thing/main.py \
          tests/test_my_thing.py
          DATAFLOW, RUST, Cargo.toml talker_1/Cargo.toml talker_1/src/main.rs \
          talker_2/src/main.rs listener_1/src/main.rs
          NODE, RUST, Cargo.toml src/main.rs
          DATAFLOW, C, CMakeLists.txt talker_1/CMakeLists.txt talker_1/node.c \
          talker_1/node_api.h listener_1/node.c listener_1/node_api.h
          NODE, C, CMakeLists.txt node.c node_api.h
          DATAFLOW, CXX, CMakeLists.txt talker_1/CMakeLists.txt talker_1/node.cc listener_1/node.cc
          NODE, CXX, CMakeLists.txt node.cc
          """)
  void whatTheReleasedProgramMakesIsThere(Kind kind, Language language, String paths) {
    Set<String> missing = new HashSet<>(Set.of(paths.split(" ")));
    missing.removeAll(paths(project(kind, language)));
    assertEquals(Set.of(), missing);
  }

  @Test
  void aJavaProjectIsSourceFilesOnly() {
    assertEquals(
        Set.of("dataflow.yml", "Talker.java", "Listener.java", "README.md", ".gitignore"),
        paths(project(Kind.DATAFLOW, Language.JAVA)));
    assertEquals(
        Set.of(
            "dataflow.yml",
            "test.yml",
            "MyThing.java",
            "MyThingTest.java",
            "README.md",
            ".gitignore"),
        paths(project(Kind.NODE, Language.JAVA)));
  }

  @Test
  void everyFileIsWrittenAndNothingElse() throws IOException {
    Project project = project(Kind.NODE, Language.PYTHON);
    project.writeTo(folder.resolve("p"));
    assertEquals(
        paths(project).stream().map(path -> "p/" + path).collect(Collectors.toSet()), onDisk());
    for (ProjectFile file : project.files()) {
      assertEquals(
          file.content(), Files.readString(folder.resolve("p").resolve(file.path()), UTF_8));
    }
  }

  @Test
  void whenAFileCannotBeWrittenNoneStays() throws IOException {
    Project broken =
        new Project(
            List.of(new ProjectFile("a", "a file\n"), new ProjectFile("a/b", "under a file\n")),
            List.of());
    CliException e = assertThrows(CliException.class, () -> broken.writeTo(folder.resolve("p")));
    assertEquals("failed to create root directory `" + folder.resolve("p") + "`", e.getMessage());
    assertEquals(Set.of(), onDisk());
  }

  @Test
  void whatExistsIsLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    for (Path taken : List.of(file, link, empty)) {
      CliException e =
          assertThrows(CliException.class, () -> project(Kind.NODE, Language.JAVA).writeTo(taken));
      assertEquals("failed to create root directory `" + taken + "`", e.getMessage());
      assertEquals("File exists (os error 17)", causeOf(e));
    }
    assertEquals("mine", Files.readString(file));
    try (Stream<Path> content = Files.list(empty)) {
      assertEquals(0, content.count());
    }
  }

  @Test
  void aFolderInNoFolderIsRefused() {
    Path nowhere = folder.resolve("no/where");
    CliException e =
        assertThrows(CliException.class, () -> project(Kind.NODE, Language.JAVA).writeTo(nowhere));
    assertEquals("No such file or directory (os error 2)", causeOf(e));
  }

  private static String causeOf(CliException e) {
    return String.valueOf(e.getCause() == null ? null : e.getCause().getMessage());
  }

  private static Set<String> paths(Project project) {
    return project.files().stream().map(ProjectFile::path).collect(Collectors.toSet());
  }

  private static String content(Project project, String path) {
    return project.files().stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow()
        .content();
  }

  private Set<String> onDisk() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .collect(Collectors.toSet());
    }
  }
}
