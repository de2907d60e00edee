package org.dora.cli.dataflow;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidText;
import org.dora.common.log.LogMessage;
import org.dora.daemon.log.LogFileNames;
import org.jspecify.annotations.Nullable;

/** The log files that {@code dora run} and daemons leave in {@code out/} (cli.md 1.8 and 9). */
final class LocalLogs {
  private static final String PREFIX = "log_";
  private static final String SUFFIX = ".jsonl";
  private static final String OLD_SUFFIX = ".txt";

  private final Path folder;

  private LocalLogs(Path folder) {
    this.folder = folder;
  }

  /**
   * Finds the folder of a dataflow.
   *
   * @param out where the folders of all dataflows are
   * @param word id or the start of one; null for the dataflow that was logged last
   * @throws CliException if there is none
   */
  static LocalLogs find(Path out, @Nullable String word) {
    if (!Files.isDirectory(out)) {
      throw new CliException(
          CliException.FAILURE,
          "no " + out + "/ directory found in current directory",
          "run a dataflow first with `dora run <DATAFLOW.yml>`");
    }
    List<Path> folders = folders(out);
    if (word != null) {
      return new LocalLogs(named(out, folders, word));
    }
    Path last =
        folders.stream()
            .max(Comparator.comparing(LocalLogs::timeOf))
            .orElseThrow(() ->
                new CliException(
                    CliException.FAILURE,
                    "no dataflow directories found in " + out + "/",
                    "run a dataflow first with `dora run <DATAFLOW.yml>`"));
    return new LocalLogs(last);
  }

  private static Path named(Path out, List<Path> folders, String word) {
    UUID id = UuidText.parse(word);
    String start = id == null ? word.toLowerCase(Locale.ROOT) : id.toString();
    List<Path> found =
        folders.stream()
            .filter(each -> String.valueOf(each.getFileName()).startsWith(start))
            .toList();
    if (found.size() > 1) {
      StringBuilder candidates = new StringBuilder();
      found.forEach(each -> candidates.append("\n  ").append(each.getFileName()));
      throw CliException.failure("`" + word + "` may be any of these dataflows:" + candidates);
    }
    if (found.isEmpty()) {
      throw new CliException(
          CliException.FAILURE,
          "dataflow directory not found: " + out.resolve(word),
          "`dora list` shows the dataflows of the coordinator and their ids");
    }
    return found.getFirst();
  }

  private static List<Path> folders(Path out) {
    List<Path> folders = new ArrayList<>();
    for (Path each : entries(out)) {
      if (Files.isDirectory(each) && UuidText.parse(String.valueOf(each.getFileName())) != null) {
        folders.add(each);
      }
    }
    return folders;
  }

  private static List<Path> entries(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException e) {
      throw new CliException(CliException.FAILURE, "cannot read `" + folder + "`", "", e);
    }
    return entries;
  }

  private static FileTime timeOf(Path folder) {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (IOException _) {
      return FileTime.fromMillis(0);
    }
  }

  /**
   * Returns the files of each node, the oldest first.
   *
   * @param node the only one wanted; null for all
   * @throws CliException if there is none
   */
  Map<NodeId, List<Path>> files(@Nullable String node) {
    Map<NodeId, List<Path>> files = new TreeMap<>();
    for (Path file : entries(folder)) {
      NodeId found = nodeOf(String.valueOf(file.getFileName()));
      // A link leads nowhere when the node's own folder has been removed.
      if (found != null && (node == null || found.value().equals(node)) && Files.exists(file)) {
        List<Path> all = names(found).oldestFirst();
        files.put(found, all.isEmpty() ? List.of(file) : all);
      }
    }
    if (files.isEmpty()) {
      throw node == null
          ? CliException.failure("no log files found in " + folder)
          : new CliException(
              CliException.FAILURE,
              "no log file found for node '" + node + "' in " + folder,
              "`dora logs` without a node shows the lines of all nodes there are");
    }
    return files;
  }

  /** Returns the file of a node that is being written. */
  Path current(NodeId node) {
    return names(node).current();
  }

  /**
   * The log of a node that works in a folder of its own is shown here by a link; what was rotated
   * out of it lies beside the file.
   */
  private LogFileNames names(NodeId node) {
    LogFileNames here = new LogFileNames(folder, node);
    try {
      Path real = here.current().toRealPath();
      Path there = real.getParent();
      return there != null && real.getFileName().equals(here.current().getFileName())
          ? new LogFileNames(there, node)
          : here;
    } catch (IOException _) {
      return here; // it is being rotated, or was never there
    }
  }

  /** Returns whose log a file is; null if it is none, or was rotated out of one that is there. */
  private @Nullable NodeId nodeOf(String name) {
    String suffix = name.endsWith(OLD_SUFFIX) ? OLD_SUFFIX : SUFFIX;
    if (!name.startsWith(PREFIX) || !name.endsWith(suffix)) {
      return null;
    }
    String node = name.substring(PREFIX.length(), name.length() - suffix.length());
    int dot = node.lastIndexOf('.');
    if (dot > 0 && Files.exists(folder.resolve(PREFIX + node.substring(0, dot) + SUFFIX))) {
      return null;
    }
    try {
      return new NodeId(node);
    } catch (InvalidIdException _) {
      return null;
    }
  }

  /** Returns what is in files, by time. */
  static Iterator<LogMessage> read(Map<NodeId, List<Path>> files) {
    List<NodeLog> logs = new ArrayList<>();
    files.forEach((node, each) -> logs.add(new NodeLog(node, new FileParts(each)::next)));
    return new MergedLogs(logs);
  }
}
