package org.dora.interop.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The JDK of the tests behind a {@code java} that notes how it was called, as a JDK of its own to
 * the head of the dora file.
 *
 * @param folder its folder
 */
record WrappedJdk(Path folder) {
  /** Makes one that says it is this build. */
  static WrappedJdk of(Path folder, String build) {
    WrappedJdk jdk = new WrappedJdk(folder);
    Path real = Repository.jdk();
    Repository.script(folder.resolve("bin/javac"), "exec " + real + "/bin/javac \"$@\"");
    jdk.isToRun("exec " + real + "/bin/java \"$@\"");
    try {
      Files.createFile(jdk.calls());
      Files.writeString(
          folder.resolve("release"),
          "JAVA_RUNTIME_VERSION=\"" + build + "\"\nJAVA_VERSION=\"25.0.9\"\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jdk;
  }

  /** Lets it do something else, in shell. */
  void isToRun(String command) {
    Repository.script(folder.resolve("bin/java"), "echo \"$*\" >> '" + calls() + "'\n" + command);
  }

  /** How it was called so far: the arguments of each call, joined by blanks. */
  List<String> called() {
    try {
      return Files.readAllLines(calls());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean hasRecorded() {
    return called().stream().anyMatch(call -> call.contains("-XX:AOTMode=record"));
  }

  String lastCall() {
    return called().getLast();
  }

  private Path calls() {
    return folder.resolve("calls");
  }
}
