package org.dora.cli.build;

import org.dora.cli.CliException;
import org.dora.daemon.build.BuildProcesses;
import org.dora.daemon.process.SignalHandling;
import org.dora.daemon.process.Signals;

/**
 * Ends a build at the first signal, with all commands that it runs, so that what is half done can
 * be removed; the second signal does not wait for that.
 */
final class BuildSignals implements AutoCloseable {
  /** What shells add to the number of the signal that ended a program. */
  private static final int SIGNALLED = 128;

  private final BuildProcesses processes;
  private final SignalHandling handling;
  private volatile String signal = "";

  BuildSignals(BuildProcesses processes) {
    this.processes = processes;
    this.handling = SignalHandling.install(this::arrived);
  }

  private void arrived(String name, int count) {
    if (count > 1) {
      Runtime.getRuntime().halt(exitCode(name));
    }
    signal = name;
    processes.close();
  }

  private static int exitCode(String name) {
    return SIGNALLED
        + switch (name) {
          case "SIGHUP" -> Signals.HANGUP;
          case "SIGINT" -> Signals.INTERRUPT;
          default -> Signals.TERMINATE;
        };
  }

  /**
   * Says after a failure that it was a signal which ended the build.
   *
   * @throws CliException if there was one
   */
  void report() {
    if (!signal.isEmpty()) {
      throw new CliException(exitCode(signal), "the build was ended by " + signal, "");
    }
  }

  @Override
  public void close() {
    handling.close();
  }
}
