package org.dora.cli.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who listens on a TCP port of this machine, as {@code /proc} tells. */
final class ListeningSocket {
  private static final String LISTEN = "0A";

  private final Machine machine;

  ListeningSocket(Machine machine) {
    this.machine = machine;
  }

  /**
   * Returns who listens on a port: its command and process id, or that it is a program of another
   * user; nothing if the port is free.
   */
  Optional<String> holder(int port) {
    return inode(port).map(inode -> process(inode).orElse("a program of another user"));
  }

  private Optional<String> inode(int port) {
    String ending = String.format(Locale.ROOT, ":%04X", port);
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : machine.lines(table)) {
        // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
        String[] words = line.strip().split(" +");
        if (words.length > 9 && words[1].endsWith(ending) && words[3].equals(LISTEN)) {
          return Optional.of(words[9]);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> process(String inode) {
    try (DirectoryStream<Path> processes =
        Files.newDirectoryStream(machine.at("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, "socket:[" + inode + "]")) {
          String pid = process.getFileName().toString();
          return Optional.of("`" + command(pid) + "` (pid " + pid + ")");
        }
      }
    } catch (IOException _) {
      // processes end while we look
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, String socket) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (Files.isSymbolicLink(descriptor)
            && Files.readSymbolicLink(descriptor).toString().equals(socket)) {
          return true;
        }
      }
    } catch (IOException _) {
      // another user's, or it has ended
    }
    return false;
  }

  /** The first words, without what a JVM or an interpreter is told before the program. */
  private String command(String pid) {
    String line =
        machine.read("/proc/" + pid + "/cmdline").map(text -> text.replace('\0', ' ')).orElse("");
    int dora = line.indexOf("org.dora.cli.Dora ");
    String program = dora < 0 ? line.strip() : "dora " + line.substring(dora + 18).strip();
    return program.length() <= 60 ? program : program.substring(0, 60) + "...";
  }
}
