package org.dora.cli.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFileTest {
  @TempDir private Path folder;

  @Test
  void linesAreReadOnceTheyAreComplete() throws Exception {
    Path path = folder.resolve("log");
    try (GrowingFile file = new GrowingFile(path)) {
      assertEquals(List.of(), file.lines());
      append(path, "one\ntw");
      assertEquals(List.of("one"), file.lines());
      append(path, "o\n");
      assertEquals(List.of("two"), file.lines());
      assertEquals(List.of(), file.lines());
    }
  }

  @Test
  void nothingIsLostWhenTheFileIsRotated() throws Exception {
    Path path = folder.resolve("log");
    append(path, "one\n");
    try (GrowingFile file = new GrowingFile(path)) {
      assertEquals(List.of("one"), file.lines());
      append(path, "two\n");
      Files.move(path, folder.resolve("log.1"));
      append(path, "three\n");
      assertEquals(List.of("two", "three"), file.lines());
    }
  }

  private static void append(Path path, String text) throws Exception {
    Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
