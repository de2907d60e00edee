package org.dora.daemon.process;

/** Tells how a process ended; exit code 143 and death by SIGTERM are different ends. */
public sealed interface ExitStatus {

  /**
   * The process ended by itself.
   *
   * @param code 0 to 255, 0 for success
   */
  record Code(int code) implements ExitStatus {
    @Override
    public String toString() {
      return "exited with code " + code;
    }
  }

  /**
   * A signal ended the process.
   *
   * @param signal the signal's number
   */
  record Signal(int signal) implements ExitStatus {
    @Override
    public String toString() {
      return "exited because of signal " + Signals.name(signal);
    }
  }

  /** Somebody else in this JVM took the status away; the process is gone, how it ended is lost. */
  record Unknown() implements ExitStatus {
    @Override
    public String toString() {
      return "unknown exit status";
    }
  }

  /** Returns true if the process ended by itself with code 0. */
  default boolean isSuccess() {
    return this instanceof Code(int code) && code == 0;
  }

  /** Decodes the status word of {@code wait4} of a process that has ended. */
  static ExitStatus ofWaitStatus(int status) {
    int signal = status & 0x7f;
    return signal == 0 ? new Code((status >> 8) & 0xff) : new Signal(signal);
  }
}
