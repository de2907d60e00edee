package org.dora.node;

import java.util.Optional;
import java.util.stream.Stream;

/** Finds the line of a node's program that has called the node API, for what tests report. */
final class CallSite {
  private static final String API = CallSite.class.getPackageName() + ".";

  private CallSite() {}

  /** Returns the line that this thread is at. */
  static StackTraceElement current() {
    return StackWalker.getInstance()
        .walk(frames -> outside(frames.map(StackWalker.StackFrame::toStackTraceElement)))
        .orElseThrow();
  }

  /** Returns the line at which the throwable was made. */
  static Optional<StackTraceElement> of(Throwable made) {
    return outside(Stream.of(made.getStackTrace()));
  }

  private static Optional<StackTraceElement> outside(Stream<StackTraceElement> frames) {
    return frames.filter(frame -> !isOurs(frame.getClassName())).findFirst();
  }

  /** The node API itself, without the packages below it, and what it uses. */
  private static boolean isOurs(String className) {
    return className.startsWith("org.dora.common.")
        || className.startsWith(API) && className.indexOf('.', API.length()) < 0;
  }
}
