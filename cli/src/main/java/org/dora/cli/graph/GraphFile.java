package org.dora.cli.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the page beside those of earlier calls, never over one. */
public final class GraphFile {
  private GraphFile() {}

  /**
   * Writes {@code flow-graph.html}, or {@code flow-graph.1.html} and so on if that exists.
   *
   * @param folder where to
   * @param dataflow whose page it is
   * @return the absolute path of the file
   */
  public static Path write(Path folder, Path dataflow, String page) throws IOException {
    String stem = stem(dataflow) + "-graph";
    for (int i = 0; ; i++) {
      Path file = folder.resolve(i == 0 ? stem + ".html" : stem + "." + i + ".html");
      try {
        // Asked of the file system in one step, so that two calls at a time get two files.
        Files.write(file, page.getBytes(UTF_8), StandardOpenOption.CREATE_NEW);
        return file.toAbsolutePath();
      } catch (FileAlreadyExistsException _) {
        // the next number, then
      }
    }
  }

  private static String stem(Path dataflow) {
    String name = String.valueOf(dataflow.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** Returns the address that a browser opens the file by, with three slashes and escapes. */
  public static String address(Path file) {
    return "file://" + file.toAbsolutePath().toUri().getRawPath();
  }
}
