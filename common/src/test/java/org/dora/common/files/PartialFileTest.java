package org.dora.common.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFileTest {
  /** Linux and macOS give no such number to a process. */
  private static final String NOBODY = "2000000000";

  @TempDir private Path folder;

  @Test
  void eachIsAnother() throws IOException {
    Path first = Files.createFile(PartialFile.in(folder, ".partial-"));
    Path second = PartialFile.in(folder, ".partial-");
    assertNotEquals(first, second);
    assertTrue(Files.exists(first), "its process lives");
  }

  @Test
  void whatEndedProcessesLeftIsDeleted() throws IOException {
    Path file = Files.createFile(folder.resolve(".partial-" + NOBODY + "-0"));
    Path clone = folder.resolve(".partial-" + NOBODY + "-1");
    Files.createDirectories(clone.resolve("below"));
    Files.createFile(clone.resolve("below/file"));
    Path mine = PartialFile.in(folder, ".partial-");
    assertFalse(Files.exists(file));
    assertFalse(Files.exists(clone));
    assertEquals(folder, mine.getParent());
  }

  @Test
  void otherFilesStay() throws IOException {
    for (String name :
        new String[] {
          ".other-" + NOBODY + "-0", ".partial-", ".partial-x-1", ".partial-" + NOBODY
        }) {
      Files.createFile(folder.resolve(name));
    }
    Path _ = PartialFile.in(folder, ".partial-");
    try (var files = Files.list(folder)) {
      assertEquals(4, files.count());
    }
  }

  @Test
  void theFolderNeedNotExist() {
    assertFalse(Files.exists(PartialFile.in(folder.resolve("missing"), ".partial-")));
  }
}
