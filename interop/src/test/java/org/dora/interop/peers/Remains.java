package org.dora.interop.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for what a dataflow may leave on this machine when it has ended. */
public final class Remains {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final String mark;
  private final List<Path> folders;
  private final Set<String> sharedBefore;

  /**
   * Begins to look.
   *
   * @param mark what the environment of each process of the dataflow holds; empty to look for none
   * @param folders that are to be empty
   */
  public Remains(String mark, List<Path> folders) {
    this.mark = mark;
    this.folders = folders;
    this.sharedBefore = zenohSegments();
  }

  /** Returns a line for each thing that is left. */
  public List<String> find() {
    List<String> found = processesAndFiles();
    sharedMemory().forEach(name -> found.add("shared memory " + name));
    return found;
  }

  /** Returns a line for each process and file that is left, for nodes that share no memory. */
  public List<String> processesAndFiles() {
    List<String> found = new ArrayList<>(processes());
    for (Path folder : folders) {
      entries(folder).forEach(file -> found.add("file " + file));
    }
    return found;
  }

  /** Returns a line for each process of the dataflow that runs. */
  public List<String> processes() {
    if (mark.isEmpty()) {
      return List.of();
    }
    return ProcessHandle.allProcesses()
        .filter(process -> text(process, "environ").contains(mark))
        .map(process ->
            "process %d %s".formatted(process.pid(), text(process, "cmdline").replace('\0', ' ')))
        .toList();
  }

  /** Segments that came since; other programs on this machine may use some of their own. */
  private Set<String> sharedMemory() {
    Set<String> left = zenohSegments();
    left.removeAll(sharedBefore);
    if (!left.isEmpty()) {
      left.removeAll(mappedByAnyProcess());
      left.retainAll(zenohSegments()); // they may have let go of theirs since
    }
    return left;
  }

  private static Set<String> zenohSegments() {
    Set<String> names = new HashSet<>();
    for (Path file : entries(SHARED_MEMORY)) {
      String name = file.getFileName().toString();
      if (name.endsWith(".zenoh")) {
        names.add(name);
      }
    }
    return names;
  }

  private static Set<String> mappedByAnyProcess() {
    Set<String> names = new HashSet<>();
    ProcessHandle.allProcesses()
        .flatMap(process -> text(process, "maps").lines())
        .filter(line -> line.endsWith(".zenoh"))
        .forEach(line -> names.add(line.substring(line.lastIndexOf('/') + 1)));
    return names;
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what the kernel tells of a process, nothing if it has ended. */
  private static String text(ProcessHandle process, String file) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}
