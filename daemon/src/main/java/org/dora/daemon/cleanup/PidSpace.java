package org.dora.daemon.cleanup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where and how long process numbers mean something: from one start of the machine to the next, in
 * one container. A folder may outlive the one and be seen by several of the other.
 *
 * @param boot the kernel's name for this start; empty where it has none
 * @param namespace the kernel's name for the container; empty where it has none
 */
record PidSpace(String boot, String namespace) {

  /** Returns that of this program. */
  static PidSpace here() {
    try {
      return new PidSpace(
          Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip(),
          Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
    } catch (IOException _) {
      return new PidSpace("", "");
    }
  }

  /** Returns the one of which {@link #text} was written; that of no process if nothing was. */
  static PidSpace parse(String text) {
    int end = text.indexOf('\n');
    return end < 0
        ? new PidSpace("none", "")
        : new PidSpace(text.substring(0, end), text.substring(end + 1).strip());
  }

  String text() {
    return boot + "\n" + namespace + "\n";
  }
}
