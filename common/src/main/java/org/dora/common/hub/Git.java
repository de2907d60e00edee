package org.dora.common.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs git on repositories of this machine. */
final class Git {
  private Git() {}

  /**
   * Returns what git prints; blocks.
   *
   * @param folder to run it in, or null for that of this process
   * @throws HubException if it fails
   */
  static String run(@Nullable Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new HubException("`git " + String.join(" ", arguments) + "` failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new HubException("failed to run `git` — is git installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HubException("interrupted while git was running", e);
    }
  }

  /** Whether git ends well. */
  static boolean succeeds(Path folder, String... arguments) {
    try {
      String _ = run(folder, arguments);
      return true;
    } catch (HubException e) {
      return false;
    }
  }
}
