package org.dora.interop.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.dora.interop.peers.Executable;

/** Where things are in this clone, and small things that the tests put beside them. */
final class Repository {
  static final Path ROOT = Executable.repository();

  private Repository() {}

  /** The packaged file; a test that needs it fails where the build did not make it. */
  static Path dora() {
    return Executable.dora();
  }

  /** The JDK that runs the tests, which is one that dora can use. */
  static Path jdk() {
    return Path.of(System.getProperty("java.home"));
  }

  /** Writes a shell script. */
  static Path script(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "#!/bin/sh\n" + text + "\n");
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes a folder that looks like a JDK of the version; its java prints the folder and arguments.
   */
  static Path fakeJdk(Path folder, String version) {
    try {
      script(folder.resolve("bin/java"), "printf '%s\\n' \"" + folder + "\" \"$@\"");
      script(folder.resolve("bin/javac"), "");
      Files.writeString(
          folder.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder for PATH with nothing in it but links to these programs of the system. */
  static Path tools(Path folder, String... names) {
    try {
      Files.createDirectories(folder);
      for (String name : names) {
        Files.createSymbolicLink(folder.resolve(name), systemProgram(name));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path systemProgram(String name) {
    return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this machine has no program " + name));
  }
}
