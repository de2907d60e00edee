package org.dora.cli.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.DataflowStatus;
import org.dora.common.id.UuidText;
import org.jspecify.annotations.Nullable;

/**
 * Finds the dataflow that a user means, in one way for all commands (cli.md 1.4): by its name, its
 * id, or the start of its id; running ones first.
 *
 * @param entries what the coordinator lists: those that run, then those that have ended
 */
public record Dataflows(List<DataflowEntry> entries) {
  /** Shorter starts of ids are taken for names only: they would fit too much by accident. */
  private static final int SHORTEST_START = 4;

  /** Which dataflows a command can do something with. */
  public enum Scope {
    RUNNING,
    ALL
  }

  /** Asks the coordinator. */
  public static Dataflows of(ControlClient client) {
    return new Dataflows(
        client
            .ask(new ControlRequest.ListDataflows(), ControlReply.DataflowList.class)
            .dataflows());
  }

  /** Returns those that run. */
  public List<DataflowRef> running() {
    List<DataflowRef> running = new ArrayList<>();
    for (DataflowEntry entry : entries) {
      if (entry.status() == DataflowStatus.RUNNING) {
        running.add(entry.id());
      }
    }
    return running;
  }

  /** Whether a dataflow runs. */
  public boolean isRunning(UUID id) {
    for (DataflowRef running : running()) {
      if (running.uuid().equals(id)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the dataflow that a word names.
   *
   * @param word a name, an id or the start of one; a whole id is taken as it is
   * @throws UnknownDataflowException if there is none
   * @throws CliException if there is more than one
   */
  public DataflowRef find(String word, Scope scope) {
    UUID id = UuidText.parse(word);
    if (id != null) {
      return withId(id);
    }
    List<DataflowRef> running = running();
    List<DataflowRef> found = named(running, word);
    if (found.isEmpty() && scope == Scope.ALL) {
      found = named(all(), word);
    }
    if (found.isEmpty()) {
      found = startingWith(scope == Scope.ALL ? all() : running, word);
    }
    return switch (found.size()) {
      case 0 -> throw unknown(word, running, scope);
      case 1 -> found.getFirst();
      default -> throw ambiguous("`" + word + "` may be any of these dataflows", found);
    };
  }

  /**
   * Returns the dataflow that is meant where none is named: the only one that runs, or the one that
   * the user chooses on a terminal.
   *
   * @param title what is chosen, such as {@code Choose dataflow}
   * @throws CliException if none runs, or there is nobody to choose
   */
  public DataflowRef only(Console console, String title) {
    List<DataflowRef> running = running();
    return switch (running.size()) {
      case 0 ->
          throw new CliException(
              CliException.FAILURE,
              "no dataflows are running",
              "start a dataflow with `dora start` or `dora run`");
      case 1 -> running.getFirst();
      default -> Choice.of(console, title, running).orElseThrow(() -> severalRun(running));
    };
  }

  /**
   * Returns the dataflow that a word names, or the one that is meant without a word.
   *
   * @throws CliException as {@link #find} and {@link #only} do
   */
  public DataflowRef findOrOnly(@Nullable String word, Scope scope, Console console) {
    return word == null ? only(console, "Choose dataflow") : find(word, scope);
  }

  private DataflowRef withId(UUID id) {
    for (DataflowEntry entry : entries) {
      if (entry.id().uuid().equals(id)) {
        return entry.id();
      }
    }
    return new DataflowRef(id, null);
  }

  private List<DataflowRef> all() {
    List<DataflowRef> all = new ArrayList<>();
    for (DataflowEntry entry : entries) {
      all.add(entry.id());
    }
    return all;
  }

  private static List<DataflowRef> named(List<DataflowRef> dataflows, String name) {
    List<DataflowRef> named = new ArrayList<>();
    for (DataflowRef dataflow : dataflows) {
      if (name.equals(dataflow.name())) {
        named.add(dataflow);
      }
    }
    return named;
  }

  private static List<DataflowRef> startingWith(List<DataflowRef> dataflows, String start) {
    List<DataflowRef> starting = new ArrayList<>();
    String lower = start.toLowerCase(Locale.ROOT);
    for (DataflowRef dataflow : dataflows) {
      if (lower.length() >= SHORTEST_START && dataflow.uuid().toString().startsWith(lower)) {
        starting.add(dataflow);
      }
    }
    return starting;
  }

  private static CliException unknown(String word, List<DataflowRef> running, Scope scope) {
    StringBuilder hint = new StringBuilder();
    for (DataflowRef dataflow : running) {
      hint.append(hint.isEmpty() ? "running dataflows: " : ", ");
      hint.append(dataflow.nameOr(dataflow.uuid().toString()));
    }
    return new UnknownDataflowException(
        "no dataflow with name `" + word + "`" + (scope == Scope.RUNNING ? " is running" : ""),
        hint.isEmpty() ? "none is running: `dora list` shows all there are" : hint.toString());
  }

  private static CliException severalRun(List<DataflowRef> running) {
    return ambiguous("Multiple dataflows running. Specify a UUID or name", running);
  }

  private static CliException ambiguous(String message, List<DataflowRef> candidates) {
    StringBuilder text = new StringBuilder(message).append(':');
    for (DataflowRef candidate : candidates) {
      text.append("\n  ").append(candidate);
    }
    return CliException.failure(text.toString());
  }
}
