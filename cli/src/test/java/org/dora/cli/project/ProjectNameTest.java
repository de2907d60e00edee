package org.dora.cli.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dora.cli.CliException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names {@code dora new} takes, and what it makes of them. */
class ProjectNameTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "",          dataflow name must not be empty
          1bad,        dataflow name must start with an ASCII letter
          _a,          dataflow name must start with an ASCII letter
          a-,          dataflow name must end with an ASCII letter or digit
          a_,          dataflow name must end with an ASCII letter or digit
          deps,        dataflow name `deps` is reserved by cargo and cannot be used
          build,       dataflow name `build` is reserved by cargo and cannot be used
          examples,    dataflow name `examples` is reserved by cargo and cannot be used
          incremental, dataflow name `incremental` is reserved by cargo and cannot be used
          """)
  void theReleasedProgramsRulesHold(String name, String message) {
    assertEquals(message, refused(Kind.DATAFLOW, Language.JAVA, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", ".", "/", " ", "😀", "+"})
  void aWrongCharacterIsNamed(String character) {
    assertEquals(
        "dataflow name contains invalid character '"
            + character
            + "' -- only ASCII letters, digits, `-`, `_` are allowed",
        refused(Kind.DATAFLOW, Language.PYTHON, "a" + character + "b"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"RUST", "C", "CXX"})
  void aProgramsNameHasNoSpaces(Language language) {
    assertEquals(
        "node name contains invalid character ' ' -- only ASCII letters, digits, `-`, `_` are"
            + " allowed",
        refused(Kind.NODE, language, "my camera"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"JAVA", "PYTHON"})
  void aNodeOfSeveralWordsIsInAFolderWithDashes(Language language) {
    ProjectName name = ProjectName.of(Kind.NODE, language, "my camera 2");
    assertEquals("my-camera-2", name.folder());
    assertEquals("my_camera_2", name.module());
    assertEquals("MyCamera2", name.javaClass());
  }

  @ParameterizedTest
  @CsvSource({
    "camera,Camera",
    "myCam,MyCam",
    "a--b_c,ABC",
    "x2y,X2y",
    "node,NodeNode",
    "event,EventNode",
    "string,StringNode",
    "list,ListNode"
  })
  void aJavaFileHidesNoClassThatItNeeds(String name, String file) {
    assertEquals(file, ProjectName.of(Kind.NODE, Language.JAVA, name).javaClass());
  }

  @Test
  void aPythonNodeIsNoKeywordAndNoPackageThatItImports() {
    assertEquals(
        "node name `class` is a keyword of Python and cannot name a package",
        refused(Kind.NODE, Language.PYTHON, "class"));
    assertEquals(
        "node name `dora` would hide the package `dora` that the node needs",
        refused(Kind.NODE, Language.PYTHON, "dora"));
    assertEquals("class", ProjectName.of(Kind.NODE, Language.RUST, "class").folder());
    assertEquals("class", ProjectName.of(Kind.DATAFLOW, Language.PYTHON, "class").folder());
  }

  private static String refused(Kind kind, Language language, String name) {
    CliException e = assertThrows(CliException.class, () -> ProjectName.of(kind, language, name));
    assertEquals(CliException.FAILURE, e.exitCode());
    return e.getMessage();
  }
}
