package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

/** A console that keeps what is written to it, for tests of what takes a console. */
public final class RecordedConsole {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console;

  /** A console that is no terminal. */
  public RecordedConsole() {
    this(Map.of(), false);
  }

  /** A console whose environment may ask for colours, both streams terminals or neither. */
  public RecordedConsole(Map<String, String> environment, boolean terminal) {
    console =
        Console.of(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            terminal,
            terminal,
            environment);
  }

  /** Returns the console to hand to what is tested. */
  public Console console() {
    return console;
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
