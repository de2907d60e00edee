package org.dora.cli;

import java.util.function.Consumer;
import org.dora.common.json.JsonWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How a command that does something tells that it is done: a line for humans, an object of JSON for
 * programs, or not at all; a mixin. {@code -f} is not among its names, since some of these commands
 * have it for {@code --force}.
 */
public final class DoneOptions {
  @Option(
      names = "--format",
      paramLabel = "<FORMAT>",
      description = "table: text for humans (default), json: one object a line")
  private @Nullable OutputFormat format;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but warnings and errors")
  private boolean quiet;

  /**
   * Checks that not both are given.
   *
   * @throws CliException if they are
   */
  public void check() {
    OutputFormat.check(quiet, format);
  }

  /** Whether a program reads the output. */
  public boolean isJson() {
    return format == OutputFormat.JSON;
  }

  /** Whether a human is to be told. */
  public boolean isForHumans() {
    return !quiet && !isJson();
  }

  /** Tells humans alone. */
  public void say(Console console, String text) {
    if (isForHumans()) {
      console.out().println(text);
    }
  }

  /**
   * Tells that something is done.
   *
   * @param text for humans
   * @param fields of the object for programs
   */
  public void tell(Console console, String text, Consumer<JsonWriter> fields) {
    say(console, text);
    tellPrograms(console, fields);
  }

  /**
   * Tells programs alone that something is done.
   *
   * @param fields of the object
   */
  public void tellPrograms(Console console, Consumer<JsonWriter> fields) {
    if (isJson()) {
      JsonWriter json = new JsonWriter().beginMap();
      fields.accept(json);
      console.out().println(json.endMap());
    }
  }
}
