package org.dora.node.logging;

import org.slf4j.LoggerFactory;

/** Logs one line in a process of its own, whose environment decides where to. */
final class LoggingProgram {
  private LoggingProgram() {}

  public static void main(String[] arguments) {
    LoggerFactory.getLogger("sensor").atInfo().addKeyValue("speed", 2.5).log("moved");
  }
}
