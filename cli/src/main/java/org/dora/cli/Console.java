package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * The only way to the user: both streams in UTF-8 whatever the locale is, and whether each may be
 * coloured.
 *
 * @param out for what the command was asked for
 * @param err for errors, warnings and progress
 * @param outIsTerminal whether a human sees {@code out} directly
 * @param errIsTerminal whether a human sees {@code err} directly
 * @param outColours whether escapes may be written to {@code out}
 * @param errColours whether escapes may be written to {@code err}
 */
public record Console(
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean outColours,
    boolean errColours) {
  /** Set by the shell head of our file: which of {@code stdin,stdout,stderr} are terminals. */
  private static final String TERMINALS_PROPERTY = "dora.terminals";

  /** The console of this process. */
  static Console ofThisProcess() {
    String terminals = System.getProperty(TERMINALS_PROPERTY, "");
    return of(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
        terminals.contains("stdout"),
        terminals.contains("stderr"),
        System.getenv());
  }

  /**
   * Decides on colours as the released CLI does for its errors: {@code CLICOLOR_FORCE} other than 0
   * demands them, else {@code NO_COLOR} forbids them even if it is empty, else a terminal has them
   * unless {@code CLICOLOR} is 0 or it understands no escapes.
   */
  static Console of(
      PrintStream out,
      PrintStream err,
      boolean outIsTerminal,
      boolean errIsTerminal,
      Map<String, String> environment) {
    boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0");
    boolean allowed =
        !environment.containsKey("NO_COLOR")
            && !environment.getOrDefault("CLICOLOR", "1").equals("0")
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Console(
        out,
        err,
        outIsTerminal,
        errIsTerminal,
        forced || (allowed && outIsTerminal),
        forced || (allowed && errIsTerminal));
  }

  /** Returns a console that writes everything to stderr, where something else has stdout. */
  public Console withOutOnErr() {
    return new Console(err, err, errIsTerminal, errIsTerminal, errColours, errColours);
  }

  /** Whether a human can be asked. */
  public static boolean inIsTerminal() {
    return System.getProperty(TERMINALS_PROPERTY, "").contains("stdin");
  }

  /** Says on stderr that an option, accepted for the sake of scripts, changes nothing here. */
  public void noEffect(String option, String reason) {
    err.println("note: `" + option + "` has no effect: " + reason);
  }

  /** Writes a warning to stderr. */
  public void warn(String message) {
    err.println(errColours ? "\u001b[1;33mwarning:\u001b[0m " + message : "warning: " + message);
  }
}
