package org.dora.cli.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dora.cli.CliException;
import org.dora.daemon.process.SignalHandling;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * A terminal that shows nothing but one page until it is closed; then everything is as it was
 * before. Keys are heard one by one and not shown.
 */
public final class Terminal implements AutoCloseable {
  /** The other screen, no cursor, and lines that are too long are cut. */
  private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";

  private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";

  /** Between them nothing is shown, in terminals that know this. */
  private static final String BEGIN_FRAME = "\u001b[?2026h\u001b[H";

  private static final String END_FRAME = "\u001b[?2026l";

  /** Before a line, since behind one that is full it would take the last character away. */
  private static final String ERASE = "\u001b[K";

  private static final Size USUAL = new Size(80, 24);

  /** Hears of the user; called on threads of the terminal's own. */
  public interface Listener {
    /** A key was pressed; see {@link Keys#next} for its names. */
    void pressed(String key);

    /** The terminal has another size now. */
    void resized();

    /** Ctrl-C, a signal, or the terminal is gone: time to end. */
    void ended();
  }

  /**
   * How much there is to see.
   *
   * @param columns of characters
   * @param rows of characters
   */
  public record Size(int columns, int rows) {}

  private final PrintStream out;
  private final String settings;
  private final SignalHandling signals;
  private final AtomicBoolean restored = new AtomicBoolean();

  private Terminal(PrintStream out, String settings, Listener listener) {
    this.out = out;
    this.settings = settings;
    signals = SignalHandling.install((_, count) -> signalled(listener, count));
  }

  /**
   * Takes the terminal on stdin and stdout over.
   *
   * @throws CliException if it does not let itself be set up
   */
  public static Terminal open(PrintStream out, Listener listener) {
    Terminal terminal = new Terminal(out, Stty.run("-g"), listener);
    try {
      // Ctrl-C stays a signal; Ctrl-Z and Ctrl-\ would leave the page half drawn.
      Stty.run("-echo", "-icanon", "min", "1", "time", "0", "susp", "undef", "quit", "undef");
    } catch (CliException e) {
      terminal.close();
      throw e;
    }
    out.print(ENTER);
    out.flush();
    Signal.handle(new Signal("WINCH"), _ -> listener.resized());
    Thread _ = Thread.ofPlatform().daemon().name("dora-keys").start(() -> listen(listener));
    return terminal;
  }

  private static void listen(Listener listener) {
    Keys keys = new Keys(System.in);
    try {
      while (true) {
        listener.pressed(keys.next());
      }
    } catch (IOException _) {
      listener.ended();
    }
  }

  private void signalled(Listener listener, int count) {
    if (count == 1) {
      listener.ended();
    } else {
      restore();
      Runtime.getRuntime().halt(CliException.FAILURE);
    }
  }

  /** Returns how much there is to see now. */
  public Size size() {
    String[] words = Stty.run("size").split(" ");
    try {
      Size size = new Size(Integer.parseInt(words[1]), Integer.parseInt(words[0]));
      return size.columns > 0 && size.rows > 0 ? size : USUAL;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
      return USUAL;
    }
  }

  /** Shows these lines, as many as there is room for; they may contain colours. */
  public void show(List<String> lines) {
    out.print(BEGIN_FRAME + ERASE + String.join("\r\n" + ERASE, lines) + END_FRAME);
    out.flush();
  }

  private void restore() {
    if (!restored.getAndSet(true)) {
      out.print(LEAVE);
      out.flush();
      try {
        Stty.run(settings);
      } catch (CliException _) {
        // The terminal is gone.
      }
    }
  }

  /** Gives the terminal back as it was. */
  @Override
  public void close() {
    restore();
    Signal.handle(new Signal("WINCH"), SignalHandler.SIG_DFL);
    signals.close();
  }
}
