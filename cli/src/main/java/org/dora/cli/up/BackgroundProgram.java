package org.dora.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dora.cli.CliException;
import org.dora.daemon.process.ChildProcess;
import org.dora.daemon.process.ExitStatus;
import org.dora.daemon.process.OutputLine;
import org.dora.daemon.process.ProcessListener;
import org.dora.daemon.process.ProcessSpec;
import org.dora.daemon.process.Processes;
import org.dora.daemon.process.Signals;
import org.dora.daemon.process.SpawnException;

/**
 * A program that goes on when this command has ended: in a session of its own, without a terminal,
 * its output in a file (architecture, decision 8).
 *
 * @param name such as {@code coordinator}
 * @param log its output
 * @param process while it is looked after
 */
record BackgroundProgram(String name, Path log, ChildProcess process) {
  /** Takes the place of the shell, so that nothing of this command is left in between. */
  private static final String REDIRECT = "exec \"$@\" >> \"$0\" 2>&1";

  private static final int LAST_LINES = 20;

  /**
   * Starts the program.
   *
   * @param processes never closed, since that would end the program
   * @throws CliException if it cannot be started
   */
  static BackgroundProgram start(
      Processes processes,
      String name,
      List<String> command,
      StateFolder folder,
      Map<String, String> environment) {
    Path log = folder.newLog(name);
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", REDIRECT, log.toString()));
    words.addAll(command);
    try {
      ChildProcess process =
          processes.spawn(
              ProcessSpec.of(words, environment, folder.path()).withNewSession(true),
              new Unheard());
      return new BackgroundProgram(name, log, process);
    } catch (SpawnException e) {
      throw new CliException(CliException.FAILURE, "cannot start dora " + name, "", e);
    }
  }

  /** Returns how the program has ended, nothing while it runs. */
  Optional<ExitStatus> end() {
    return process.exitStatus();
  }

  /** Kills the program. */
  void kill() {
    process.signalGroup(Signals.KILL);
  }

  /** Returns the last of what it has printed, for an error. */
  String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException _) {
      return "";
    }
  }

  /** What it prints stands in the file, and its end is asked for. */
  private static final class Unheard implements ProcessListener {
    @Override
    public void onLine(OutputLine line) {}

    @Override
    public void onExit(ExitStatus status) {}
  }
}
