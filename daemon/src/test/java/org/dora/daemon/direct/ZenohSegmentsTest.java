package org.dora.daemon.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ZenohSegmentsTest {
  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private List<String> left() throws IOException {
    new ZenohSegments(folder).removeUnused();
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aSegmentWithoutUserIsRemoved() throws IOException {
    file("24131.zenoh", "segment");
    file("18446744073709551615.zenoh", "segment");
    assertEquals(List.of(), left());
  }

  @Test
  void otherFilesStay() throws IOException {
    List<String> others = List.of("1.zenoh.lock", "1zenoh", "psm_12345", "x1.zenoh");
    for (String name : others) {
      file(name, "content");
    }
    Files.createSymbolicLink(folder.resolve("2.zenoh"), folder.resolve("psm_12345"));
    assertEquals(List.of("1.zenoh.lock", "1zenoh", "2.zenoh", "psm_12345", "x1.zenoh"), left());
  }

  /** As {@code flock} of util-linux holds it, Zenoh's sessions hold theirs. */
  @Test
  void aSegmentThatAProcessHoldsStaysUntilItEnds() throws Exception {
    Path held = file("24131.zenoh", "segment");
    Process holder =
        new ProcessBuilder("flock", "--shared", held.toString(), "sh", "-c", "echo held; read end")
            .start();
    try {
      assertEquals("held", holder.inputReader().readLine());
      assertEquals(List.of("24131.zenoh"), left());
    } finally {
      holder.getOutputStream().close();
      holder.waitFor();
    }
    assertEquals(List.of(), left());
  }

  @Test
  void anEmptyFileIsLeftToItsMakerForAMoment() throws IOException {
    Path empty = file("24131.zenoh", "");
    assertEquals(List.of("24131.zenoh"), left());
    Files.setLastModifiedTime(empty, FileTime.fromMillis(0));
    assertEquals(List.of(), left());
  }

  @Test
  void aMachineWithoutSharedMemoryHasNone() throws IOException {
    Path missing = folder.resolve("shm");
    new ZenohSegments(missing).removeUnused();
    assertEquals(List.of(), left());
  }
}
