package org.dora.cli.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
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
      assertEquals(List.of(), lines(file));
      append(path, "one\ntw");
      assertEquals(List.of("one"), lines(file));
      append(path, "o\n");
      assertEquals(List.of("two"), lines(file));
      assertEquals(List.of(), lines(file));
    }
  }

  @Test
  void nothingIsLostWhenTheFileIsRotated() throws Exception {
    Path path = folder.resolve("log");
    append(path, "one\n");
    try (GrowingFile file = new GrowingFile(path)) {
      assertEquals(List.of("one"), lines(file));
      append(path, "two\n");
      Files.move(path, folder.resolve("log.1"));
      append(path, "three\n");
      assertEquals(List.of("two", "three"), lines(file));
    }
  }

  private static List<String> lines(GrowingFile file) {
    StringBuilder text = new StringBuilder();
    for (byte[] part = file.next(); part != null; part = file.next()) {
      text.append(new String(part, StandardCharsets.UTF_8));
    }
    return text.toString().lines().toList();
  }

  private static void append(Path path, String text) throws Exception {
    Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
