package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** A console for tests that keeps what is written to it. */
public final class RecordedConsole {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console;

  /** A console that is no terminal. */
  public RecordedConsole() {
    this(Map.of());
  }

  /** A console that is no terminal, in an environment that may ask for colours. */
  public RecordedConsole(Map<String, String> environment) {
    console =
        Console.of(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            false,
            environment);
  }

  /** Returns the console to hand to what is tested. */
  public Console console() {
    return console;
  }

  /** Runs dora with this console; returns its exit code. */
  public int dora(String... arguments) {
    return new Dora(console).run(List.of(arguments));
  }

  /** Returns what was written to stdout. */
  public String out() {
    return out.toString(UTF_8);
  }

  /** Returns what was written to stderr. */
  public String err() {
    return err.toString(UTF_8);
  }
}
