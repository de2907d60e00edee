package org.dora.cli.build;

import org.dora.daemon.build.BuildProcesses;
import org.dora.daemon.process.SignalHandling;
import org.dora.daemon.process.Signals;

/** Ends a build at the first signal, with all commands that it runs. */
final class BuildSignals implements AutoCloseable {
  /** What shells add to the number of the signal that ended a program. */
  private static final int SIGNALLED = 128;

  private final SignalHandling handling;

  private BuildSignals(SignalHandling handling) {
    this.handling = handling;
  }

  static BuildSignals handle(BuildProcesses processes) {
    return new BuildSignals(
        SignalHandling.install((name, _) -> {
          processes.close();
          Runtime.getRuntime().halt(SIGNALLED + number(name));
        }));
  }

  private static int number(String name) {
    return switch (name) {
      case "SIGHUP" -> Signals.HANGUP;
      case "SIGINT" -> Signals.INTERRUPT;
      default -> Signals.TERMINATE;
    };
  }

  @Override
  public void close() {
    handling.close();
  }
}
