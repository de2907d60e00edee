package org.dora.daemon.log;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Removes the logs of earlier runs from an {@code out} folder, which would grow forever.
 *
 * <p>A run is a folder named by a UUID that holds {@code log_<node>.jsonl} files, or links to such
 * files of the same run, and nothing else; links are removed, not what they lead to. Whatever is
 * not exactly that, or another user's, is left alone. So is a run in which any process has a file
 * or the folder open: it may be another daemon's.
 *
 * @param runs how many runs are kept; negative for all
 * @param age how long a run is kept after its last line; null for ever
 */
public record RunRetention(int runs, @Nullable Duration age) {
  /** Keeps everything. */
  public static final RunRetention ALL = new RunRetention(-1, null);

  /** Runs that are kept if nobody says otherwise. */
  public static final int DEFAULT_RUNS = 20;

  /** Where it cannot be seen what other processes have open, younger runs may be theirs. */
  private static final Duration PERHAPS_RUNNING = Duration.ofDays(1);

  private static final Path PROCESSES = Path.of("/proc");
  private static final Pattern RUN =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** A folder with logs of one run. */
  private record Run(Path folder, List<Path> logs, Instant lastLine) {}

  /**
   * Removes what is too old or too much; a folder that cannot be read or removed is left.
   *
   * @param out the folder with a folder for each run
   * @param current the run that begins; it is kept and counts
   * @return how many runs were removed
   */
  int clean(Path out, Path current, Instant now) throws IOException {
    if (runs < 0 && age == null) {
      return 0;
    }
    List<Run> others = runsIn(out, Files.getOwner(current));
    others.removeIf(run -> run.folder.getFileName().equals(current.getFileName()));
    others.sort(Comparator.comparing(Run::lastLine).reversed());
    List<Run> surplus = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      boolean tooMany = runs >= 0 && i + 1 >= runs;
      boolean tooOld = age != null && others.get(i).lastLine.isBefore(now.minus(age));
      if (tooMany || tooOld) {
        surplus.add(others.get(i));
      }
    }
    if (surplus.isEmpty()) {
      return 0;
    }
    Instant quietSince = now.minus(PERHAPS_RUNNING);
    Set<String> inUse = namesInUse(out);
    int removed = 0;
    for (Run run : surplus) {
      boolean free =
          inUse == null
              ? run.lastLine.isBefore(quietSince)
              : !inUse.contains(run.folder.getFileName().toString());
      removed += free && remove(run) ? 1 : 0;
    }
    return removed;
  }

  private static List<Run> runsIn(Path out, UserPrincipal owner) throws IOException {
    List<Run> runs = new ArrayList<>();
    try (DirectoryStream<Path> children =
        Files.newDirectoryStream(
            out, child -> RUN.matcher(child.getFileName().toString()).matches())) {
      for (Path child : children) {
        Run run = runOrNull(child, owner);
        if (run != null) {
          runs.add(run);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return runs;
  }

  /** Returns a folder that is {@code owner}'s and holds logs and nothing else, or null. */
  private static @Nullable Run runOrNull(Path folder, UserPrincipal owner) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    List<Path> logs = new ArrayList<>();
    Instant lastLine = Instant.MIN;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      if (!Files.getOwner(folder).equals(owner)) {
        return null;
      }
      for (Path file : files) {
        Instant written = lastWrittenOrNull(file);
        if (written == null) {
          return null;
        }
        lastLine = written.isAfter(lastLine) ? written : lastLine;
        logs.add(file);
      }
    } catch (IOException | DirectoryIteratorException _) {
      return null;
    }
    return logs.isEmpty() ? null : new Run(folder, logs, lastLine);
  }

  /** Returns when the last line of a log was written; null if the file is none. */
  private static @Nullable Instant lastWrittenOrNull(Path file) throws IOException {
    BasicFileAttributes own =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    String name = file.getFileName().toString();
    boolean isLog =
        name.startsWith(LogFileNames.PREFIX)
            && name.endsWith(LogFileNames.SUFFIX)
            && (own.isRegularFile() || LogLink.isOne(file));
    if (!isLog) {
      return null;
    }
    // What a link leads to may have been removed.
    return (Files.exists(file) ? Files.getLastModifiedTime(file) : own.lastModifiedTime())
        .toInstant();
  }

  /**
   * Returns the names of the folders in {@code out} that a process has open, or holds an open file
   * in; null where that cannot be seen.
   */
  private static @Nullable Set<String> namesInUse(Path out) {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      Path real = out.toRealPath();
      for (Path process : processes) {
        addNamesInUse(process.resolve("fd"), real, names);
      }
    } catch (IOException | DirectoryIteratorException _) {
      return null;
    }
    return names;
  }

  private static void addNamesInUse(Path descriptors, Path out, Set<String> names) {
    try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        addNameInUse(link, out, names);
      }
    } catch (IOException | DirectoryIteratorException _) {
      // the process has ended, or is another user's, whose files are not ours to remove
    }
  }

  private static void addNameInUse(Path link, Path out, Set<String> names) {
    try {
      Path file = Files.readSymbolicLink(link);
      if (file.startsWith(out) && file.getNameCount() > out.getNameCount()) {
        names.add(file.getName(out.getNameCount()).toString());
      }
    } catch (IOException _) {
      // closed meanwhile
    }
  }

  private static boolean remove(Run run) {
    try {
      for (Path log : run.logs) {
        Files.deleteIfExists(log);
      }
      return Files.deleteIfExists(run.folder);
    } catch (IOException _) {
      return false;
    }
  }
}
