package org.dora.daemon.process;

/** One of the two streams that a process writes to. */
public enum ProcessStream {
  STDOUT,
  STDERR
}
