package org.dora.daemon.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.dora.common.id.NodeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the log of a node that works in a folder of its own among those of the other nodes, as a
 * symbolic link, so that {@code dora logs --local} finds it. A convenience: whatever is in the way,
 * it is left out.
 *
 * @param log where the log lies
 * @param shown where it is shown; the same if the node works in the dataflow's folder
 */
record LogLink(LogFileNames log, LogFileNames shown) {
  private static final Logger LOG = LoggerFactory.getLogger(LogLink.class);

  static LogLink of(LogFolders folders, UUID dataflow, NodeId node) {
    return new LogLink(
        LogFileNames.of(folders.workingDir(), dataflow, node),
        LogFileNames.of(folders.dataflowDir(), dataflow, node));
  }

  /** Returns the folders of the run that have something of this log. */
  List<Path> folders() {
    return log.equals(shown) ? List.of(log.folder()) : List.of(log.folder(), shown.folder());
  }

  /** Makes the link, if the log is there, lies elsewhere, and nothing has the link's name. */
  void make() {
    Path link = shown.current();
    if (log.equals(shown) || !Files.isRegularFile(log.current())) {
      return;
    }
    try {
      Files.createDirectories(shown.folder());
      if (isOne(link) && !Files.readSymbolicLink(link).equals(target())) {
        Files.delete(link); // the node has been replaced by one that works elsewhere
      }
      if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)
          && !Files.isSameFile(shown.folder(), log.folder())) {
        Files.createSymbolicLink(link, target());
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("no link `{}` to `{}`: {}", link, log.current(), e.toString());
    }
  }

  /** Within the dataflow's folder the way from one file to the other, which may be moved. */
  private Path target() throws IOException {
    Path from = shown.folder().toRealPath();
    Path to = log.current().toRealPath();
    Path dataflowDir = Objects.requireNonNull(from.getParent()).getParent();
    return dataflowDir != null && to.startsWith(dataflowDir) ? from.relativize(to) : to;
  }

  /** Returns whether a file is such a link: to a log of the same node in the same run. */
  static boolean isOne(Path file) throws IOException {
    if (!Files.isSymbolicLink(file)) {
      return false;
    }
    Path target = Files.readSymbolicLink(file);
    int names = target.getNameCount();
    Path run = Objects.requireNonNull(file.getParent());
    return names >= 3
        && target.getFileName().equals(file.getFileName())
        && target.getName(names - 2).equals(run.getFileName())
        && target.getName(names - 3).toString().equals(LogFileNames.OUT);
  }
}
