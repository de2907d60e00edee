package org.dora.interop.zenoh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.ReleasedPeers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A session of eclipse-zenoh in a process of its own, which does what it is told. */
final class PythonSession implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final long LIMIT_SECONDS = 30;

  private final Process process;
  private final Writer commands;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private final List<JsonNode> events = new ArrayList<>();

  private PythonSession(Process process) {
    this.process = process;
    this.commands = process.outputWriter();
    Thread.ofVirtual().start(this::read);
  }

  /** Starts the process without opening a session. */
  static PythonSession start() {
    Path script = Executable.repository().resolve("interop/src/test/resources/zenoh/agent.py");
    try {
      return new PythonSession(
          new ProcessBuilder(ReleasedPeers.python().toString(), "-u", script.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a session with a configuration in JSON5. */
  static PythonSession open(String config) {
    PythonSession session = start();
    session.command("open", Map.of("config", config));
    return session;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode event = MAPPER.readTree(line);
        lock.lock();
        try {
          events.add(event);
          came.signalAll();
        } finally {
          lock.unlock();
        }
      }
    } catch (IOException _) {
      // The process has ended.
    }
  }

  /** Does something and waits until it is done; returns what it told. */
  JsonNode command(String name, Map<String, ?> arguments) {
    Map<String, Object> command = new LinkedHashMap<>(arguments);
    command.put("do", name);
    try {
      commands.write(MAPPER.writeValueAsString(command) + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode result = next("ok", "failed");
    if (result.has("failed")) {
      throw new AssertionError(result);
    }
    return result;
  }

  /** Waits for the next event that has one of these fields. */
  JsonNode next(String... fields) {
    long left = TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    lock.lock();
    try {
      while (true) {
        for (Iterator<JsonNode> each = events.iterator(); each.hasNext(); ) {
          JsonNode event = each.next();
          for (String field : fields) {
            if (event.has(field)) {
              each.remove();
              return event;
            }
          }
        }
        if (left <= 0) {
          throw new AssertionError(
              "none of %s has come, only %s".formatted(List.of(fields), events));
        }
        left = came.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the process without letting the session say goodbye. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      try {
        commands.close();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          kill();
        }
      } catch (IOException | InterruptedException _) {
        kill();
      }
    }
  }
}
