package org.dora.cli.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphFileTest {
  @TempDir private Path folder;

  private String write(String dataflow, String page) throws IOException {
    return String.valueOf(GraphFile.write(folder, Path.of(dataflow), page).getFileName());
  }

  @Test
  void noPageIsEverOverwritten() throws IOException {
    assertEquals("flow-graph.html", write("some/where/flow.yml", "first"));
    assertEquals("flow-graph.1.html", write("flow.yml", "second"));
    assertEquals("flow-graph.2.html", write("flow.yaml", "third"));
    assertEquals("first", Files.readString(folder.resolve("flow-graph.html")));
    assertEquals("second", Files.readString(folder.resolve("flow-graph.1.html")));
  }

  @Test
  void onlyTheLastSuffixOfTheDataflowIsDropped() throws IOException {
    assertEquals("robot.v2-graph.html", write("robot.v2.yml", ""));
    assertEquals("bare-graph.html", write("bare", ""));
    assertEquals(".hidden-graph.html", write(".hidden", ""));
  }

  @Test
  void aFolderThatCannotBeWrittenIsAnError() {
    assertThrows(
        NoSuchFileException.class,
        () -> GraphFile.write(folder.resolve("nowhere"), Path.of("flow.yml"), ""));
  }

  @Test
  void theAddressIsEscapedAndLeadsToTheFile() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("a b#c?d%é"));
    Path file = GraphFile.write(odd, Path.of("flow.yml"), "");
    String address = GraphFile.address(file);
    assertEquals("file://", address.substring(0, 7));
    assertEquals(
        "/a%20b%23c%3Fd%25%C3%A9/flow-graph.html",
        address.substring(address.length() - "/a%20b%23c%3Fd%25%C3%A9/flow-graph.html".length()));
    assertEquals(file, Path.of(URI.create(address)));
  }
}
