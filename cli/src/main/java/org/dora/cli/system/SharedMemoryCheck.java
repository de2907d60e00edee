package org.dora.cli.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether nodes in Python, Rust and C can share memory through {@code /dev/shm}; Java nodes do not
 * need it.
 */
final class SharedMemoryCheck implements Check {
  private static final String SUBJECT = "Shared memory";
  private static final String FOLDER = "/dev/shm";
  private static final int WANTED_MODE = 01777;

  /** Two of Zenoh's pools; the default of Docker is just below. */
  private static final long ENOUGH = 128L << 20;

  private final Machine machine;

  SharedMemoryCheck(Machine machine) {
    this.machine = machine;
  }

  @Override
  public List<Diagnosis> diagnose() {
    Path folder = machine.at(FOLDER);
    if (!Files.isDirectory(machine.at("/proc"))) {
      return List.of(); // macOS and Windows have no such folder
    }
    if (!Files.isDirectory(folder)) {
      return List.of(
          Diagnosis.warn(
              SUBJECT,
              FOLDER + " is no directory",
              "mount it: `mount -t tmpfs -o mode=1777 tmpfs /dev/shm`; without it nodes that are not"
                  + " Java exchange messages more slowly"));
    }
    try {
      int mode = (int) Files.getAttribute(folder, "unix:mode") & 07777;
      return List.of(judge(mode, Files.getFileStore(folder).getUsableSpace()));
    } catch (IOException | UnsupportedOperationException e) {
      return List.of(
          Diagnosis.warn(SUBJECT, FOLDER + " cannot be looked at: " + e.getMessage(), ""));
    }
  }

  private static Diagnosis judge(int mode, long free) {
    String found =
        FOLDER + " mode is " + Integer.toOctalString(mode) + ", " + Machine.size(free) + " free";
    if (mode != WANTED_MODE) {
      return Diagnosis.warn(
          SUBJECT,
          found + ", expected mode " + Integer.toOctalString(WANTED_MODE),
          "`sudo chmod 1777 /dev/shm`, else nodes of other users cannot share memory");
    }
    if (free < ENOUGH) {
      return Diagnosis.warn(
          SUBJECT,
          found,
          "large messages between nodes that are not Java may not fit; in a container give more"
              + " with `docker run --shm-size=1g`");
    }
    return Diagnosis.pass(SUBJECT, found);
  }
}
