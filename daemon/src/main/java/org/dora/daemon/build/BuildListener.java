package org.dora.daemon.build;

import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.NodeId;

/** Hears what a build does, on the threads that do it: those of several nodes at a time. */
@FunctionalInterface
public interface BuildListener {
  /**
   * Something is about to be done, or a command has written a line.
   *
   * @param level {@link LogLevel#STDOUT} for lines of commands
   */
  void message(NodeId node, LogLevel level, String text);
}
