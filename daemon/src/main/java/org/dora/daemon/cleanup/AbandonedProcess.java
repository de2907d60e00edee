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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger LOG = LoggerFactory.getLogger(AbandonedProcess.class);

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
    String text = Files.readString(file);
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    if (lines.size() < 2) {
      return Optional.empty(); // then it has not started anything either
    }
    String[] leader = lines.size() > 2 ? lines.get(2).split(" ", 2) : new String[] {"0", "0"};
    return Optional.of(
        new AbandonedProcess(
            lines.get(0), lines.get(1), Integer.parseInt(leader[0]), Long.parseLong(leader[1])));
  }

  private static String fingerprint(String configuration) {
    byte[] bytes = configuration.getBytes(StandardCharsets.UTF_8);
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return bytes.length + "-" + Long.toHexString(sum.getValue());
  }

  /**
   * Kills what is left.
   *
   * @param ownGroup the group of this program, which may itself be what a node has left
   * @return whether there was anything
   */
  boolean kill(int ownGroup) {
    if (pid == ownGroup) {
      return false;
    }
    RunningProcess leader = leader();
    if (leader != null) {
      leader.killGroup();
      LOG.warn(
          "killed process group {} of `{}`, which a daemon that was killed had left running",
          pid,
          program);
      return true;
    }
    boolean any = false;
    for (RunningProcess member : members(RunningProcess.all())) {
      if (member.group() != ownGroup) {
        member.kill();
        any = true;
        LOG.warn(
            "killed process {} of `{}`, which a daemon that was killed had left running",
            member.pid(),
            program);
      }
    }
    return any;
  }

  /** Returns whether nothing is left any more. */
  boolean hasGone(List<RunningProcess> all) {
    RunningProcess leader = leader();
    return leader == null
        ? members(all).isEmpty()
        : all.stream().noneMatch(process -> process.group() == pid && !process.ended());
  }

  private @Nullable RunningProcess leader() {
    return RunningProcess.of(pid).filter(process -> process.startTime() == startTime).orElse(null);
  }

  private List<RunningProcess> members(List<RunningProcess> all) {
    if (configuration.isEmpty()) {
      return List.of();
    }
    return all.stream()
        .filter(process -> !process.ended() && (pid == 0 || process.group() == pid))
        .filter(process ->
            process
                .variable(CONFIGURATION)
                .map(AbandonedProcess::fingerprint)
                .filter(configuration::equals)
                .isPresent())
        .toList();
  }
}
