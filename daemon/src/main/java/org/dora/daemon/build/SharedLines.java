package org.dora.daemon.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs a module's build lines once, although each node of the module has them (dataflow.md section
 * 6.2): once for each folder and each set of variables. Safe for use by any thread.
 */
final class SharedLines {
  private final Map<Key, CompletableFuture<Void>> runs = new ConcurrentHashMap<>();

  private record Key(String line, Path directory, Map<String, String> environment) {}

  /**
   * Runs a line unless that was done, or waits until it is; fails if it failed.
   *
   * @return whether it was run here
   */
  boolean runOnce(BuildCommands commands, String line, Runnable run) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> others =
        runs.putIfAbsent(new Key(line, commands.directory(), commands.environment()), mine);
    if (others != null) {
      await(others);
      return false;
    }
    try {
      run.run();
      mine.complete(null);
      return true;
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static void await(CompletableFuture<Void> run) {
    try {
      run.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BuildException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
