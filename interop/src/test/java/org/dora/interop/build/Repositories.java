package org.dora.interop.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dora.interop.peers.Program;

/** Makes git repositories on this machine. */
public final class Repositories {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Repositories() {}

  /** A repository with tool.sh, tags v1 (plain) and v2 (annotated), and one more commit. */
  static Path create(Path folder) throws IOException {
    Path repository = Files.createDirectories(folder);
    String _ = git(repository, "init", "-q", "-b", "main");
    String _ = commit(repository, "one");
    String _ = git(repository, "tag", "v1");
    String _ = git(repository, "tag", "-a", "v2", "-m", "annotated");
    String _ = commit(repository, "two");
    return repository;
  }

  /** Commits a program that says a word; returns the commit. */
  static String commit(Path repository, String word) throws IOException {
    Path tool = repository.resolve("tool.sh");
    Path _ = Files.writeString(tool, "#!/bin/sh\necho " + word + "\n");
    boolean executable = tool.toFile().setExecutable(true);
    assertEquals(true, executable);
    String _ = git(repository, "add", ".");
    String _ = git(repository, "commit", "-qm", word);
    return git(repository, "rev-parse", "HEAD");
  }

  /** Runs git; returns what it printed. */
  public static String git(Path repository, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org"));
    command.addAll(List.of(arguments));
    Program.Outcome outcome = Program.of(repository, command.toArray(String[]::new)).run(LIMIT);
    assertEquals(0, outcome.exitCode(), outcome.stderr());
    return outcome.stdout().strip();
  }
}
