package org.dora.daemon.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository in a temporary folder. */
final class TestRepository {
  private final Path folder;

  TestRepository(Path folder) throws Exception {
    this.folder = Files.createDirectories(folder);
    String _ = git("init", "-q", "-b", "main");
  }

  String url() {
    return "file://" + folder;
  }

  /** Commits a file; returns the commit. */
  String commit(String file, String content) throws Exception {
    Path _ = Files.writeString(folder.resolve(file), content);
    String _ = git("add", ".");
    String _ = git("commit", "-qm", content);
    return git("rev-parse", "HEAD");
  }

  String git(String... arguments) throws Exception {
    return gitIn(folder, arguments);
  }

  static String gitIn(Path directory, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org"));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(git.getInputStream().readAllBytes()).strip();
    if (git.waitFor() != 0) {
      throw new AssertionError(command + ": " + said);
    }
    return said;
  }
}
