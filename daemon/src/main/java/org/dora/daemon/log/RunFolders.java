package org.dora.daemon.log;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Keeps the folders with logs of running dataflows open, so that every other daemon on the machine
 * sees that they are in use ({@link RunRetention}). Confined to one thread.
 */
final class RunFolders {

  /** A dataflow that runs: its nodes' logs, and its folders. */
  private static final class Run {
    private final Set<NodeLog> nodes = new HashSet<>();
    private final Map<Path, DirectoryStream<Path>> folders = new HashMap<>();
  }

  private final Map<UUID, Run> runs = new HashMap<>();
  private final BiConsumer<UUID, Path> firstUse;

  /**
   * @param firstUse told of a dataflow and of each folder that its log files lie in, once
   */
  RunFolders(BiConsumer<UUID, Path> firstUse) {
    this.firstUse = firstUse;
  }

  /** A node belongs to its dataflow until {@link #finished}. */
  void known(NodeLog node) {
    run(node).nodes.add(node);
  }

  /** A node's log file was made. */
  void used(NodeLog node) {
    node.folders().forEach(folder -> used(node.dataflow(), folder, run(node).folders));
  }

  private void used(UUID dataflow, Path folder, Map<Path, DirectoryStream<Path>> folders) {
    if (!folders.containsKey(folder) && Files.isDirectory(folder)) {
      try {
        folders.put(folder, Files.newDirectoryStream(folder));
      } catch (IOException _) {
        return; // the same disk troubles as with the file, told there
      }
      firstUse.accept(dataflow, folder);
    }
  }

  private Run run(NodeLog node) {
    return runs.computeIfAbsent(node.dataflow(), _ -> new Run());
  }

  /** A node will not run again; with the last one its dataflow is over. */
  void finished(NodeLog node) {
    Run run = runs.get(node.dataflow());
    if (run != null && run.nodes.remove(node) && run.nodes.isEmpty()) {
      runs.remove(node.dataflow());
      close(run);
    }
  }

  void closeAll() {
    List<Run> left = new ArrayList<>(runs.values());
    runs.clear();
    left.forEach(RunFolders::close);
  }

  private static void close(Run run) {
    for (DirectoryStream<Path> folder : run.folders.values()) {
      try {
        folder.close();
      } catch (IOException _) {
        // it was only read
      }
    }
  }
}
