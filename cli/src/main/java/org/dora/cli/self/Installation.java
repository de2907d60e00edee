package org.dora.cli.self;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dora.common.jvm.JavaLauncher;

/** How this program came onto the machine, which decides on what may be removed or replaced. */
sealed interface Installation {
  /** What the dora file begins with ({@code head.sh}), so that no other file is taken for it. */
  byte[] HEAD = "#!/bin/sh\n# The dora file:".getBytes(US_ASCII);

  /**
   * The one file, copied to where it is.
   *
   * @param file the file itself
   * @param links the symbolic links through which it was started
   */
  record OneFile(Path file, List<Path> links) implements Installation {
    public OneFile {
      links = List.copyOf(links);
    }
  }

  /**
   * The result of a build, which is none of ours to remove.
   *
   * @param file the file in its {@code target} folder
   */
  record BuildTree(Path file) implements Installation {}

  /**
   * Started in another way, such as {@code java -jar}.
   *
   * @param classPath where its classes come from
   */
  record Other(String classPath) implements Installation {}

  /** The installation of this process. */
  static Installation ofThisProcess() {
    String file = System.getProperty(JavaLauncher.FILE_PROPERTY, "");
    return file.isEmpty() ? other() : of(Path.of(file));
  }

  /** The installation that a file belongs to, given as it was called. */
  static Installation of(Path called) {
    try {
      Path file = called.toRealPath();
      if (!isDoraFile(file)) {
        return other();
      }
      return isBuilt(file) ? new BuildTree(file) : new OneFile(file, links(called));
    } catch (IOException _) {
      return other();
    }
  }

  private static Installation other() {
    return new Other(System.getProperty("java.class.path"));
  }

  private static boolean isDoraFile(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(HEAD.length), HEAD);
    }
  }

  private static boolean isBuilt(Path file) {
    Path folder = file.getParent();
    Path module = folder == null ? null : folder.getParent();
    return folder != null
        && module != null
        && folder.endsWith("target")
        && Files.exists(module.resolve("pom.xml"));
  }

  private static List<Path> links(Path called) throws IOException {
    List<Path> links = new ArrayList<>();
    Path path = called.toAbsolutePath();
    while (Files.isSymbolicLink(path)) {
      links.add(path);
      path = path.resolveSibling(Files.readSymbolicLink(path)).normalize();
    }
    return links;
  }
}
