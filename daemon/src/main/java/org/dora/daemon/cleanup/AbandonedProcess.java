package org.dora.daemon.cleanup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.dora.daemon.process.ProcessSpec;
import org.dora.daemon.process.RunningProcess;

/**
 * A process that a daemon has started and not reaped, as its file tells, and all that is left of
 * its group. The group's number alone proves nothing, since numbers are given out again: the leader
 * is known by its start time. Where it has gone, or was not written down before the daemon died, a
 * process is known by the node configuration in its environment, which no other node has.
 *
 * @param program what was started
 * @param configuration fingerprint of the node's configuration; empty for what is no node
 * @param pid number of the leader, 0 if it is not known
 * @param startTime of the leader
 */
record AbandonedProcess(String program, String configuration, int pid, long startTime) {
  static final String FILE_PREFIX = "process-";

  private static final String CONFIGURATION = "DORA_NODE_CONFIG";

  /** Returns what is written before the process starts. */
  static String head(ProcessSpec spec) {
    String configuration = spec.environment().get(CONFIGURATION);
    return "%s\n%s\n"
        .formatted(
            spec.program().replace('\n', ' '),
            configuration == null ? "" : fingerprint(configuration));
  }

  /** Returns what is added when it runs. */
  static String tail(RunningProcess process) {
    return "%d %d\n".formatted(process.pid(), process.startTime());
  }

  /** Returns what a file says; empty if its daemon was killed while it wrote. */
  static Optional<AbandonedProcess> read(Path file) throws IOException {
    String[] lines = Files.readString(file).split("\n", -1); // the last one lacks its end
    if (lines.length < 3) {
      return Optional.empty(); // then it has not started anything either
    }
    String[] leader = lines.length > 3 ? lines[2].split(" ", 2) : new String[] {"0", "0"};
    return Optional.of(
        new AbandonedProcess(
            lines[0], lines[1], Integer.parseInt(leader[0]), Long.parseLong(leader[1])));
  }

  private static String fingerprint(String configuration) {
    byte[] bytes = configuration.getBytes(StandardCharsets.UTF_8);
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return bytes.length + "-" + Long.toHexString(sum.getValue());
  }

  /**
   * Returns the processes that are left.
   *
   * @param all those of this machine
   */
  List<RunningProcess> left(List<RunningProcess> all) {
    boolean leaderIsThere =
        all.stream().anyMatch(process -> process.pid() == pid && process.startTime() == startTime);
    return all.stream()
        .filter(process -> !process.ended() && (pid == 0 || process.group() == pid))
        .filter(process -> leaderIsThere || hasConfiguration(process))
        .toList();
  }

  private boolean hasConfiguration(RunningProcess process) {
    return !configuration.isEmpty()
        && process
            .variable(CONFIGURATION)
            .map(AbandonedProcess::fingerprint)
            .filter(configuration::equals)
            .isPresent();
  }
}
