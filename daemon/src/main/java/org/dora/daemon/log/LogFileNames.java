package org.dora.daemon.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dora.common.id.NodeId;

/**
 * Where the log of one node lies: {@code out/<dataflow>/log_<node>.jsonl} in its working directory,
 * and what was rotated out of it, {@code log_<node>.1.jsonl} being the newest (daemon.md, section
 * 7.2).
 *
 * @param folder of the run, {@code out/<dataflow>}
 * @param node whose log it is
 */
public record LogFileNames(Path folder, NodeId node) {
  /** Rotated files that a descriptor may ask for at most. */
  public static final int MOST_ROTATED = 100;

  static final String OUT = "out";
  static final String PREFIX = "log_";
  static final String SUFFIX = ".jsonl";

  /** Returns the names for a node of a dataflow, from the node's working directory. */
  public static LogFileNames of(Path workingDir, UUID dataflow, NodeId node) {
    return new LogFileNames(workingDir.resolve(OUT).resolve(dataflow.toString()), node);
  }

  /** Returns the file that is written. */
  public Path current() {
    return folder.resolve(PREFIX + node + SUFFIX);
  }

  /**
   * Returns a file that was rotated out.
   *
   * @param age 1 for the newest
   */
  public Path rotated(int age) {
    return folder.resolve(PREFIX + node + "." + age + SUFFIX);
  }

  /** Returns the files that exist now, in the order in which their lines were written. */
  public List<Path> oldestFirst() {
    List<Path> files = new ArrayList<>();
    for (int age = MOST_ROTATED; age > 0; age--) {
      if (Files.isRegularFile(rotated(age))) {
        files.add(rotated(age));
      }
    }
    if (Files.isRegularFile(current())) {
      files.add(current());
    }
    return files;
  }
}
