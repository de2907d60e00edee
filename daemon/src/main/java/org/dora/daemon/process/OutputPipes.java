package org.dora.daemon.process;

/**
 * The two pipes from a new process to us.
 *
 * @param stdout the pipe that becomes its standard output
 * @param stderr the pipe that becomes its standard error
 */
record OutputPipes(NativePosix.Pipe stdout, NativePosix.Pipe stderr) {

  /** Opens both or, with the reason as exception, none. */
  static OutputPipes open() {
    NativePosix.Pipe stdout = NativePosix.pipe();
    try {
      return new OutputPipes(stdout, NativePosix.pipe());
    } catch (ProcessException e) {
      NativePosix.close(stdout.readEnd());
      NativePosix.close(stdout.writeEnd());
      throw e;
    }
  }

  /** Closes what the child alone must hold, or its end would not end the stream. */
  void closeWriteEnds() {
    NativePosix.close(stdout.writeEnd());
    NativePosix.close(stderr.writeEnd());
  }

  /** Closes what nobody will read. */
  void closeReadEnds() {
    NativePosix.close(stdout.readEnd());
    NativePosix.close(stderr.readEnd());
  }
}
