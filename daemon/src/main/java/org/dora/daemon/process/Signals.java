package org.dora.daemon.process;

/** The signals that the daemon sends, and the names that its reports use. */
public final class Signals {
  public static final int HANGUP = 1;
  public static final int INTERRUPT = 2;
  public static final int KILL = 9;
  public static final int TERMINATE = 15;

  private Signals() {}

  /**
   * Returns the name that the released daemon reports for a signal, or the number if it has none
   * (spec/daemon.md, section 9; the names of 22 and 23 are its own).
   */
  public static String name(int signal) {
    return switch (signal) {
      case 1 -> "SIGHUP";
      case 2 -> "SIGINT";
      case 3 -> "SIGQUIT";
      case 4 -> "SIGILL";
      case 6, 22 -> "SIGABRT";
      case 8 -> "SIGFPE";
      case 9 -> "SIGKILL";
      case 11 -> "SIGSEGV";
      case 13 -> "SIGPIPE";
      case 14 -> "SIGALRM";
      case 15 -> "SIGTERM";
      case 23 -> "NSIG";
      default -> Integer.toString(signal);
    };
  }
}
