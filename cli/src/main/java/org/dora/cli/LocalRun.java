package org.dora.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.dora.daemon.Daemon;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.process.SignalHandling;
import org.jspecify.annotations.Nullable;

/**
 * Runs one dataflow in a daemon of this process until it ends: the first signal stops it
 * gracefully, the second kills it.
 */
final class LocalRun {
  /** How long nodes may take to end before they are signalled (daemon.md, section 8.5). */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Daemon daemon;
  private final DataflowSpec spec;
  private final Console console;

  LocalRun(Daemon daemon, DataflowSpec spec, Console console) {
    this.daemon = daemon;
    this.spec = spec;
    this.console = console;
  }

  /**
   * Runs the dataflow.
   *
   * @param stopAfter after which time to stop it, or null for never
   */
  DataflowResult run(@Nullable Duration stopAfter) throws InterruptedException {
    CompletableFuture<DataflowResult> result = daemon.run(spec);
    if (stopAfter != null) {
      CompletableFuture.delayedExecutor(stopAfter.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> daemon.stop(spec.id(), GRACE));
    }
    try (SignalHandling _ = SignalHandling.install(this::signalled)) {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a dataflow always has a result", e);
    }
  }

  private void signalled(String name, int count) {
    if (count == 1) {
      daemon.stop(spec.id(), GRACE);
      return;
    }
    if (count == 2) {
      console.err().println("received second " + (name.equals("SIGINT") ? "ctrl-c signal" : name));
      daemon.kill();
    }
    // No shutdown hooks: whoever asks twice does not want to wait.
    Runtime.getRuntime().halt(CliException.FAILURE);
  }
}
